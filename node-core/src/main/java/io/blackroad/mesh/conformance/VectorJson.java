package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a vector file: a span of its bytes, looked into when asked. The file around the cases
 * is any JSON; a value that a case is about is read by the profile's own parser, with {@link
 * #strict}, so that what the profile excludes (a fraction, a name twice) is that case's verdict and
 * not the end of the file. Costs no memory beyond the file, however many values it has.
 */
final class VectorJson {
  /** What came of reading a file. */
  sealed interface Read {
    /** It is one JSON value. */
    record Ok(VectorJson value) implements Read {}

    /** It is not, from the byte {@code offset} on. */
    record Malformed(int offset, String reason) implements Read {}
  }

  /** A member of an object; {@code name} is empty when no reader could agree on what it is. */
  record Member(String name, VectorJson value) {}

  /** What some editors write before UTF-8, and RFC 8259 8.1 lets a reader ignore. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final byte[] file;
  private final int from;
  private final int to;

  private VectorJson(byte[] file, int from, int to) {
    this.file = file;
    this.from = from;
    this.to = to;
  }

  /** Looks through the whole {@code file}, once. */
  static Read read(byte[] file) {
    VectorScanner scanner = new VectorScanner(file);
    scanner.blank(startsWithMark(file) ? BYTE_ORDER_MARK.length : 0);
    int from = scanner.at();
    if (!scanner.skip(from)) {
      return new Read.Malformed(scanner.at(), scanner.problem());
    }
    int to = scanner.at();
    if (scanner.blank(to) >= 0) {
      return new Read.Malformed(scanner.at(), "bytes after the value");
    }
    return new Read.Ok(new VectorJson(file, from, to));
  }

  private static boolean startsWithMark(byte[] file) {
    int i = 0;
    while (i < BYTE_ORDER_MARK.length && i < file.length && file[i] == BYTE_ORDER_MARK[i]) {
      i++;
    }
    return i == BYTE_ORDER_MARK.length;
  }

  /** The value as the profile reads it (spec/ps-sha-infinity.md 3). */
  Parsed strict() {
    return CanonicalJson.parse(file, from, to);
  }

  /** Bytes of the file that the value takes. */
  int length() {
    return to - from;
  }

  boolean isObject() {
    return file[from] == '{';
  }

  boolean isArray() {
    return file[from] == '[';
  }

  boolean isText() {
    return file[from] == '"';
  }

  boolean isNumber() {
    return file[from] == '-' || (file[from] >= '0' && file[from] <= '9');
  }

  boolean isNull() {
    return file[from] == 'n';
  }

  /** True or false; null when the value is neither. */
  @Nullable Boolean truth() {
    return switch (file[from]) {
      case 't' -> Boolean.TRUE;
      case 'f' -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The text; null when the value is none, or has a lone surrogate or bytes that are not UTF-8. */
  @Nullable String text() {
    return isText() && strict() instanceof Parsed.Value value && value.json() instanceof Json.Text t
        ? t.value()
        : null;
  }

  /**
   * A count from 0 to 2^63 - 1, written as a number or, as the profile writes what may be large, as
   * a decimal text; -1 when the value is anything else.
   */
  long count() {
    if (isText()) {
      String text = text();
      return text == null ? -1 : Decimal.parse(text);
    }
    return isNumber() && to - from <= Decimal.DIGITS_MAX ? Decimal.parse(ascii(from, to)) : -1;
  }

  private String ascii(int first, int end) {
    return new String(file, first, end - first, StandardCharsets.US_ASCII);
  }

  /** The member {@code name}, of two the later one as most readers have it; null when absent. */
  @Nullable VectorJson member(String name) {
    VectorJson found = null;
    for (Member member : members()) {
      if (member.name().equals(name)) {
        found = member.value();
      }
    }
    return found;
  }

  /** The members in the order of the file; none when this is no object. */
  Iterable<Member> members() {
    return () -> new Parts<>(isObject(), this::nextMember);
  }

  /** The items of an array; none when this is not one. */
  Iterable<VectorJson> items() {
    return () -> new Parts<>(isArray(), this::nextValue);
  }

  private Member nextMember(VectorScanner scanner) {
    VectorJson name = nextValue(scanner);
    scanner.blank(scanner.at());
    VectorJson value = nextValue(scanner, scanner.at() + 1); // behind the colon
    return new Member(name.asName(), value);
  }

  private VectorJson nextValue(VectorScanner scanner) {
    return nextValue(scanner, scanner.at());
  }

  private VectorJson nextValue(VectorScanner scanner, int begin) {
    scanner.blank(begin);
    int first = scanner.at();
    scanner.skip(first);
    return new VectorJson(file, first, scanner.at());
  }

  private String asName() {
    for (int i = from + 1; i < to - 1; i++) {
      if (file[i] < ' ' || file[i] == '\\') {
        String name = text();
        return name == null ? "" : name;
      }
    }
    return ascii(from + 1, to - 1);
  }

  /** Goes through an object or array whose layout {@link #read} has found right. */
  private final class Parts<T> implements Iterator<T> {
    private final VectorScanner scanner = new VectorScanner(file);
    private final Function<VectorScanner, T> next;
    private boolean more;

    Parts(boolean any, Function<VectorScanner, T> next) {
      this.next = next;
      int first = any ? scanner.blank(from + 1) : -1;
      more = any && first != '}' && first != ']';
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public T next() {
      if (!more) {
        throw new NoSuchElementException();
      }
      T part = next.apply(scanner);
      more = scanner.blank(scanner.at()) == ',';
      scanner.blank(scanner.at() + (more ? 1 : 0));
      return part;
    }
  }
}
