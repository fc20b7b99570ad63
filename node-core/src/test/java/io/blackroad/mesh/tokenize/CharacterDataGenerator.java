package io.blackroad.mesh.tokenize;

import static io.blackroad.mesh.tokenize.CharacterTable.ALONE;
import static io.blackroad.mesh.tokenize.CharacterTable.DROP;
import static io.blackroad.mesh.tokenize.CharacterTable.DROP_STARTER;
import static io.blackroad.mesh.tokenize.CharacterTable.FOLD;
import static io.blackroad.mesh.tokenize.CharacterTable.KEEP;
import static io.blackroad.mesh.tokenize.CharacterTable.MARK;
import static io.blackroad.mesh.tokenize.CharacterTable.SPACE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes CharacterData.java by asking the reference what it does to every Unicode scalar value.
 *
 * <p>Asked rather than computed from a JDK's tables because the reference mixes three versions of
 * Unicode: general categories of 8.0, decompositions of 9.0, lower case of its Rust compiler
 * (16.0). From JDK 25's tables (16.0) alone, 631 characters come out differently.
 *
 * <p>Rerun after a change of the reference's version, from node-core, about 30 s: {@code mvn
 * test-compile}, then {@code java -Xmx3g -cp <test class path>
 * io.blackroad.mesh.tokenize.CharacterDataGenerator}, then {@code mvn spotless:apply}.
 */
final class CharacterDataGenerator {
  private static final Path FILE =
      Path.of("src/main/java/io/blackroad/mesh/tokenize/CharacterData.java");
  private static final String LATE = "\u302e"; // a mark that stays, of combining class 224
  private static final String EARLY = "\uD834\uDD65"; // one of class 216
  private static final int CODE_POINTS = Character.MAX_CODE_POINT + 1;
  private static final int LINE_DIGITS = 88;

  private final ReferenceTokenizer reference;
  private final List<String> tokens;
  private final int[] kinds = new int[CODE_POINTS];
  private final int[][] targets = new int[CODE_POINTS][];
  private final int[] orders = new int[CODE_POINTS];

  private CharacterDataGenerator(ReferenceTokenizer reference, List<String> tokens) {
    this.reference = reference;
    this.tokens = tokens;
  }

  /** Writes the table; takes no arguments. */
  public static void main(String[] args) throws IOException {
    List<String> tokens = ReferenceTokenizer.characterTokens(ReferenceTokenizer.everyCharacter());
    try (var reference = ReferenceTokenizer.of(tokens)) {
      var generator = new CharacterDataGenerator(reference, tokens);
      generator.observe();
      generator.write();
    }
  }

  private void observe() {
    for (int codePoint = 0; codePoint < CODE_POINTS; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        kinds[codePoint] = DROP; // cannot be asked: as U+FFFD, which stands for it in UTF-8
      } else if (codePoint >= 0xAC00 && codePoint <= 0xD7A3) {
        kinds[codePoint] = KEEP; // Hangul syllables never reach the table
      } else {
        observe(codePoint);
      }
    }
    rankMarks();
  }

  /** Reads "a" + character + "b": the tokens in between say what becomes of it. */
  private void observe(int codePoint) {
    List<String> read = tokensOf("a" + Character.toString(codePoint) + "b");
    boolean joined = read.getLast().equals("##b");
    List<String> between = read.subList(1, read.size() - 1);
    int[] became = between.stream().mapToInt(CharacterDataGenerator::character).toArray();
    targets[codePoint] = became;
    if (became.length == 0) {
      kinds[codePoint] = !joined ? SPACE : sortsAcross(codePoint) ? DROP : DROP_STARTER;
    } else if (became.length > 1 || became[0] != codePoint) {
      kinds[codePoint] = FOLD;
    } else if (!joined) {
      kinds[codePoint] = ALONE;
    } else {
      kinds[codePoint] = sortsAcross(codePoint) ? MARK : KEEP;
    }
  }

  /** True when marks before and after the character change places: it is no starter. */
  private boolean sortsAcross(int codePoint) {
    String read =
        String.join("", tokensOf("a" + LATE + Character.toString(codePoint) + EARLY + "b"));
    return read.indexOf(EARLY) < read.indexOf(LATE);
  }

  /** A mark's order is 1 + the number of marks that must come before it. */
  private void rankMarks() {
    int[] marks = codePointsOf(MARK);
    for (int mark : marks) {
      orders[mark] = 1;
      for (int other : marks) {
        List<String> read = tokensOf("a" + Character.toString(mark) + Character.toString(other));
        boolean swapped = other != mark && character(read.get(1)) == other;
        orders[mark] += swapped ? 1 : 0;
      }
    }
  }

  private void write() throws IOException {
    var data = new StringBuilder();
    int runs = 0;
    int targetCount = 0;
    int end = 0;
    int previousTarget = 0;
    for (int first = 0; first < CODE_POINTS; first++) {
      if (kinds[first] == KEEP) {
        continue;
      }
      int last = lastOfRun(first);
      number(data, first - end);
      number(data, last - first);
      number(data, kinds[first]);
      if (kinds[first] == MARK) {
        number(data, orders[first]);
      } else if (kinds[first] == FOLD) {
        number(data, targets[first].length);
        for (int target : targetsOfRun(first, last)) {
          int difference = target - previousTarget - 1;
          number(data, (difference << 1) ^ (difference >> 31));
          previousTarget = target;
          targetCount++;
        }
      }
      runs++;
      end = last + 1;
      first = last;
    }
    Files.writeString(FILE, source(data.toString(), runs, targetCount));
  }

  private int lastOfRun(int first) {
    int last = first;
    while (last + 1 < CODE_POINTS
        && kinds[last + 1] == kinds[first]
        && orders[last + 1] == orders[first]
        && (kinds[first] != FOLD || targets[last + 1].length == targets[first].length)) {
      last++;
    }
    return last;
  }

  private int[] targetsOfRun(int first, int last) {
    return Arrays.stream(targets, first, last + 1).flatMapToInt(Arrays::stream).toArray();
  }

  private int[] codePointsOf(int kind) {
    List<Integer> found = new ArrayList<>();
    for (int codePoint = 0; codePoint < CODE_POINTS; codePoint++) {
      if (kinds[codePoint] == kind) {
        found.add(codePoint);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<String> tokensOf(String text) {
    return Arrays.stream(reference.encode(text)).mapToObj(tokens::get).toList();
  }

  /** The character that a token of {@link ReferenceTokenizer#characterTokens} shows. */
  private static int character(String token) {
    return token.startsWith("##") && token.length() > 2
        ? token.codePointAt(2)
        : token.codePointAt(0);
  }

  /** Appends a number as {@link CharacterTable} reads it. */
  private static void number(StringBuilder digits, int number) {
    int at = digits.length();
    digits.append((char) (']' + number % 34));
    for (int rest = number / 34; rest > 0; rest /= 57) {
      digits.insert(at, (char) ('#' + rest % 57));
    }
  }

  private static String source(String data, int runs, int targets) {
    var lines = new ArrayList<String>();
    for (int at = 0; at < data.length(); at += LINE_DIGITS) {
      lines.add('"' + data.substring(at, Math.min(data.length(), at + LINE_DIGITS)) + '"');
    }
    return """
    package io.blackroad.mesh.tokenize;

    /** Generated by CharacterDataGenerator (test sources); read by {@link CharacterTable}. */
    final class CharacterData {
      /** Runs of characters that share a kind. */
      static final int RUNS = %d;

      /** Characters that folded ones become, over all runs. */
      static final int TARGETS = %d;

      static final String DATA =
          %s;

      private CharacterData() {}
    }
    """
        .formatted(runs, targets, String.join("\n          + ", lines));
  }
}
