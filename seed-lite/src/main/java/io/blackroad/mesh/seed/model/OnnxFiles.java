package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an engine finds networks. */
public interface OnnxFiles {
  /** Null when the file is there, not checked yet; else what is missing, for a person. */
  @Nullable String absence(ModelSpec spec);

  /** The checked ONNX file of {@code spec}; may read all of it. */
  Path onnxFile(ModelSpec spec) throws IOException;
}
