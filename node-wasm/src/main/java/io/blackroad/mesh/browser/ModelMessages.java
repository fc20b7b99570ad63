package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.Messages;
import io.blackroad.mesh.browser.js.ModelMessage;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import java.util.Objects;

/** {@code ModelSpec} to and from the form in which workers pass it on. */
final class ModelMessages {
  private ModelMessages() {}

  static ModelMessage of(ModelSpec model) {
    ModelMessage message = Messages.model();
    message.setName(model.name());
    message.setModelHash(model.modelHash());
    message.setModelBytes((double) model.modelBytes());
    message.setRuntime(model.runtime());
    message.setRuntimeHash(model.runtimeHash());
    message.setLevel(model.level());
    message.setDimensions(model.dimensions());
    message.setTokensMax(model.tokensMax());
    message.setPooling(model.pooling().wireName());
    message.setBatchable(model.batchable());
    return message;
  }

  static ModelSpec spec(ModelMessage message) {
    return new ModelSpec(
        message.getName(),
        message.getModelHash(),
        (long) message.getModelBytes(),
        message.getRuntime(),
        message.getRuntimeHash(),
        message.getLevel(),
        message.getDimensions(),
        message.getTokensMax(),
        Objects.requireNonNull(Pooling.ofWireName(message.getPooling())),
        message.isBatchable());
  }
}
