package io.blackroad.mesh.conformance;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a conformance file can be about (spec/vectors/README.md), and how to run one.
 *
 * @param ofFile members of the file that no form above this one in {@link #ALL} has
 * @param ofCases members of its {@code cases}, likewise; what else a case needs is its own business
 * @param run runs a file of this form; null when a file does not hold all that is needed
 * @param lacks what else is needed; empty when nothing is
 */
record VectorForm(List<String> ofFile, List<String> ofCases, @Nullable Run run, String lacks) {
  /** Runs a file of one form. */
  interface Run {
    void run(VectorJson file, Report report);
  }

  /** The forms. A file has the first one that fits; its name says nothing. */
  private static final List<VectorForm> ALL =
      List.of(
          whole(WorkedExample::run, "entries", "merkle"),
          whole(ChainVectors::run, "entries"),
          whole(MerkleVectors::roots, "leaves"),
          whole(TextVectors::canonical, "refuse"),
          new VectorForm(List.of("cases"), List.of("canonical"), TextVectors::canonical, ""),
          new VectorForm(List.of("cases"), List.of("m"), TextVectors::ladder, ""),
          cases(MerkleVectors::inclusion, "index", "leaf"),
          cases(MerkleVectors::consistency, "size1", "size2"),
          cases(Ed25519Vectors::check, "public_key", "signature"),
          cases(WitnessVectors::checkpoint, "checkpoint", "valid"),
          cases(WitnessVectors::receipt, "receipt"),
          cases(WitnessVectors::note, "note"),
          cases(HistoryVectors::run, "steps"),
          cases(TileVectors::path, "path", "valid"),
          cases(TileVectors::tiles, "tiles"),
          cases(WireVectors::good, "frame", "type"),
          cases(WireVectors::malformed, "frame", "offset"),
          cases(PeerVectors::good, "peer_frame", "says"),
          cases(PeerVectors::malformed, "peer_frame", "offset"),
          cases(PeerServiceVectors::good, "peer_message", "says"),
          cases(PeerServiceVectors::malformed, "peer_message", "offset"),
          cases(SealVectors::schedule, "agreed", "shared_secret"),
          skipped("they need a platform's P-256 and AES-GCM", "enc", "ciphertext"),
          skipped("they need a platform's AES-GCM", "envelope", "content"),
          skipped("token ids need a model's vocabulary", "ids", "text"));

  /** Cases whose members tell the form: the first may be the broken one. */
  private static final int CASES_LOOKED_AT = 16;

  /** A form with the members {@code ofFile}. */
  private static VectorForm whole(Run run, String... ofFile) {
    return new VectorForm(List.of(ofFile), List.of(), run, "");
  }

  /** A form of which each case stands alone and has the members {@code ofCases}. */
  private static VectorForm cases(Cases.Check check, String... ofCases) {
    return new VectorForm(
        List.of("cases"), List.of(ofCases), (file, report) -> Cases.run(file, report, check), "");
  }

  /** A form that is known and not run here. */
  private static VectorForm skipped(String lacks, String... ofCases) {
    return new VectorForm(List.of("cases"), List.of(ofCases), null, lacks);
  }

  /** The form of {@code file}; null when it is none of these. */
  static @Nullable VectorForm of(VectorJson file) {
    SortedSet<String> ofFile = known(file);
    SortedSet<String> ofCases = new TreeSet<>();
    VectorJson cases = file.member("cases");
    int looked = 0;
    if (cases != null) {
      for (VectorJson item : cases.items()) {
        if (looked++ == CASES_LOOKED_AT) {
          break;
        }
        ofCases.addAll(known(item));
      }
    }
    for (VectorForm form : ALL) {
      if (ofFile.containsAll(form.ofFile) && ofCases.containsAll(form.ofCases)) {
        return form;
      }
    }
    return null;
  }

  /** The names in {@code object} by which forms are told; a hostile object has many others. */
  private static SortedSet<String> known(VectorJson object) {
    SortedSet<String> names = new TreeSet<>();
    for (VectorJson.Member member : object.members()) {
      for (VectorForm form : ALL) {
        if (form.ofFile.contains(member.name()) || form.ofCases.contains(member.name())) {
          names.add(member.name());
        }
      }
    }
    return names;
  }

  /** Runs {@code file}, which is of this form. */
  VectorResult run(VectorJson file) {
    if (run == null) {
      return new VectorResult.Skipped(lacks);
    }
    Report report = new Report();
    run.run(file, report);
    return report.result();
  }
}
