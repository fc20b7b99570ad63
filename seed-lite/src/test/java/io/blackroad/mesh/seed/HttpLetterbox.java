package io.blackroad.mesh.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.Letterbox;
import io.blackroad.mesh.seal.Want;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a seed for keys as a browser's node does. */
public final class HttpLetterbox implements Letterbox {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final Executor actor;

  HttpLetterbox(int port, Executor actor) {
    this.url = URI.create("http://127.0.0.1:" + port + "/api/sealed/wants");
    this.actor = actor;
  }

  /** The question as it is posted. */
  public static String json(Want want) {
    return JSON.createObjectNode()
        .put("job", want.job())
        .put("block", want.block())
        .put("nodeId", want.nodeId())
        .put("publicKey", Hex.of(want.proof().publicKey()))
        .put("sealKey", Hex.of(want.proof().sealKey()))
        .put("signature", Hex.of(want.proof().signature()))
        .toString();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // done is told of everything
  public void ask(Want want, Consumer<Want.Answer> done) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json(want)))
            .build();
    http.sendAsync(request, BodyHandlers.ofString())
        .whenComplete((said, lost) -> actor.execute(() -> done.accept(answer(said))));
  }

  private static Want.Answer answer(@Nullable HttpResponse<String> said) {
    try {
      JsonNode body = said == null ? JSON.createObjectNode() : JSON.readTree(said.body());
      if (said == null || said.statusCode() != 200) {
        return new Want.Answer.Refused(body.path("detail").asText("no seed answers"));
      }
      return new Want.Answer.Granted(
          new Hpke.Message(
              Hex.require(body.path("enc").asText()),
              Hex.require(body.path("ciphertext").asText())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
