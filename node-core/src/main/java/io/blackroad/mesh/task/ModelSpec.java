package io.blackroad.mesh.task;

/**
 * A model together with what computes it. Two nodes of one engine class that were given equal specs
 * return equal bytes, because the spec pins the network, the runtime build and the optimisation
 * level by hash (facts: ONNX Runtime at level {@code basic}).
 *
 * @param name catalog name, e.g. {@code all-minilm-l6-v2-q}
 * @param modelHash {@code sha256:} and 64 hex digits of the ONNX file
 * @param modelBytes size of the ONNX file
 * @param runtime build that browser nodes load, e.g. {@code onnxruntime-web@1.30.0}
 * @param runtimeHash {@code sha256:} and 64 hex digits of that build's WebAssembly file
 * @param level graph optimisation level, {@code basic}
 * @param dimensions length of a vector
 * @param tokensMax longest sequence, special tokens included
 * @param pooling how token vectors become one
 * @param batchable whether the bits of a vector do not depend on its neighbours in a batch
 */
public record ModelSpec(
    String name,
    String modelHash,
    long modelBytes,
    String runtime,
    String runtimeHash,
    String level,
    int dimensions,
    int tokensMax,
    Pooling pooling,
    boolean batchable) {}
