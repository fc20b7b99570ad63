package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.seal.JobToken;
import io.blackroad.mesh.seal.SealedModel;
import io.blackroad.mesh.seal.SealedRow;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A model's sealed form, as the model of one submission: its "texts" are envelopes in base64, whose
 * ids are rows of the submitter's job. Numbers them as they come.
 */
final class SealedTexts implements Model {
  /** Header field of whoever submits or attends a sealed job. */
  static final String TOKEN = "Mesh-Job-Token";

  private final Model open;
  private final ModelSpec spec;
  private final String name;
  private int texts;

  private SealedTexts(Model open, JobToken token) {
    this.open = open;
    this.spec = SealedModel.of(open.spec());
    this.name = token.job(new Sha256());
  }

  /** The sealed form of {@code open}; a {@link Problem} where it cannot be, or without a token. */
  static SealedTexts of(Model open, @Nullable String token) {
    SealedTexts sealed = new SealedTexts(open, require(token));
    if (sealed.spec.tokensMax() > NodeLimits.TEXT_TOKENS_MAX) {
      throw new Problem(
              422,
              "privacy-not-offered",
              "This class of privacy is not offered",
              "The texts that " + open.spec().name() + " reads are too long to be sealed.")
          .about(PrivacyClass.MEMBER);
    }
    return sealed;
  }

  /** The token of a request about a sealed job; a {@link Problem} without one. */
  static JobToken require(Request request) {
    return require(request.header(TOKEN));
  }

  private static JobToken require(@Nullable String said) {
    JobToken token = said == null ? null : JobToken.parse(said);
    if (token == null) {
      throw new Problem(
          400,
          "no-job-token",
          "A sealed job needs a token",
          "Send " + TOKEN + ": 64 hexadecimal digits, of which only the job's submitter knows.");
    }
    return token;
  }

  /** The submitter's name for the job. */
  String name() {
    return name;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public String licence() {
    return open.licence();
  }

  @Override
  public @Nullable String absence() {
    return open.absence();
  }

  @Override
  public String prefix() {
    return open.prefix();
  }

  @Override
  public int vocabularySize() {
    return open.vocabularySize();
  }

  @Override
  public Encoded encode(String text) {
    byte[] envelope = base64(text);
    if (!SealedRow.isEnvelope(envelope, open.spec())) {
      throw new Problem(
              422,
              "bad-envelope",
              "A text is not sealed",
              "Text "
                  + texts
                  + ", counted from 0, is no envelope in base64 (spec/wire.md 10.3). Sealed texts"
                  + " never reach a seed in the clear: nothing was kept of it.")
          .about("texts[" + texts + "]");
    }
    int[] ids = new SealedRow(name, texts, envelope).ids();
    texts++;
    return new Encoded(ids, false);
  }

  /** No bytes for what is no base64. */
  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  @Override
  public Encoded encode(int[] ids) {
    throw new IllegalArgumentException("sealed texts are envelopes");
  }

  @Override
  public InputStream openFile() throws IOException {
    return open.openFile();
  }
}
