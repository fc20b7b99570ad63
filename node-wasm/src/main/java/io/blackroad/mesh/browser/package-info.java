/**
 * The mesh node in a browser: one entry point per context, and one adapter per port, named after
 * what it stands on. {@code page.js} starts {@code node-worker.js}, which holds the {@code
 * MeshNode} and starts {@code executor-worker.js}, which holds ONNX Runtime Web.
 */
@NullMarked
package io.blackroad.mesh.browser;

import org.jspecify.annotations.NullMarked;
