package io.blackroad.mesh.conformance;

/** The cases of a file, one after another. */
final class Cases {
  private Cases() {}

  /** Runs one case. */
  interface Check {
    void run(Fields fields, Report report);
  }

  /** Runs each item of the array {@code cases}. */
  static void run(VectorJson file, Report report, Check check) {
    run(file, "cases", report, check);
  }

  /** Runs each item of the array {@code member}; an item that is no object fails. */
  static void run(VectorJson file, String member, Report report, Check check) {
    VectorJson cases = file.member(member);
    if (cases == null || !cases.isArray()) {
      report.failed(member + " is not an array");
      return;
    }
    long position = 0;
    for (VectorJson item : cases.items()) {
      Fields fields = Fields.ofCase(position++, item);
      if (fields.problem() == null) {
        check.run(fields, report);
      } else {
        report.failed(fields.name() + ": " + fields.problem());
      }
    }
  }
}
