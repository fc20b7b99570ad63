package io.blackroad.mesh.bench;

/** Decides how many copies of a task are computed, and which result is handed out. */
interface TrustPolicy {
  String name();

  /** Has the society compute tasks 0 to {@code tasks}. */
  TrustReport run(Society society, int tasks);
}
