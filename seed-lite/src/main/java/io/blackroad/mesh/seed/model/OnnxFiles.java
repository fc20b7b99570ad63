package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;

/** Where an engine finds networks. */
public interface OnnxFiles {
  /** The checked ONNX file of {@code spec}; may read all of it. */
  Path onnxFile(ModelSpec spec) throws IOException;
}
