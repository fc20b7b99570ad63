package io.blackroad.mesh.chromium;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One DevTools connection to a browser; its sessions with targets share it. Any thread may use it.
 */
final class DevTools implements AutoCloseable {
  private static final int ANSWER_SECONDS_MAX = 30;

  private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
  private final List<BiConsumer<String, JsonObject>> hearers = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  /**
   * @param address as the browser prints it
   */
  DevTools(URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, new Incoming()).join();
  }

  /** Hears every event: its method and its parameters. Called on the connection's own thread. */
  void onEvent(BiConsumer<String, JsonObject> hearer) {
    hearers.add(hearer);
  }

  /**
   * Asks the browser itself, or a target.
   *
   * @param session of an attached target, or null
   * @throws IllegalStateException with the browser's words when it says no, or says nothing
   */
  JsonObject ask(@Nullable String session, String method, JsonObject parameters) {
    int id = lastId.incrementAndGet();
    JsonObject message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    if (session != null) {
      message.addProperty("sessionId", session);
    }
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    asked.put(id, answer);
    synchronized (socket) {
      socket.sendText(message.toString(), true).join();
    }
    try {
      JsonObject came = answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      if (came.has("error")) {
        throw new IllegalStateException(method + ": " + came.get("error"));
      }
      return came.getAsJsonObject("result");
    } catch (TimeoutException silent) {
      throw new IllegalStateException(method + ": no answer", silent);
    } catch (Exception e) {
      throw e instanceof IllegalStateException said ? said : new IllegalStateException(method, e);
    } finally {
      asked.remove(id);
    }
  }

  private void came(JsonObject message) {
    if (message.has("id")) {
      CompletableFuture<JsonObject> waiting = asked.get(message.get("id").getAsInt());
      if (waiting != null) {
        waiting.complete(message);
      }
      return;
    }
    String method = message.get("method").getAsString();
    JsonObject parameters =
        Objects.requireNonNullElse(message.getAsJsonObject("params"), new JsonObject());
    hearers.forEach(hearer -> hearer.accept(method, parameters));
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  /** Puts the browser's messages together again. */
  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        came(JsonParser.parseString(whole).getAsJsonObject());
      }
      from.request(1);
      return null;
    }
  }
}
