package io.blackroad.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** House rules that no compiler checks: how long things may be, and what may not be left behind. */
class TidyTest {
  private static final int FILE_LINES_MAX = 300;
  private static final int METHOD_LINES_MAX = 40;

  /** Methods that are longer for a measured reason, which their comment gives. */
  private static final List<String> LONG_FOR_A_REASON = List.of("Sha256Block.mix");

  private static final List<Path> SOURCES = new ArrayList<>();

  private final List<String> untidy = new ArrayList<>();

  @BeforeAll
  static void findSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      files
          .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
          .sorted()
          .forEach(SOURCES::add);
    }
  }

  @Test
  void filesFitInOneSitting() throws IOException {
    for (Path source : SOURCES) {
      int lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES_MAX) {
        untidy.add(source + ": " + lines + " lines, at most " + FILE_LINES_MAX);
      }
    }
    assertTidy();
  }

  @Test
  void methodsFitOnOneScreen() throws IOException {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var files = compiler.getStandardFileManager(null, Locale.ROOT, null);
    var task =
        (JavacTask)
            compiler.getTask(
                null, files, null, null, null, files.getJavaFileObjectsFromPaths(SOURCES));
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      new MethodLengths(unit, positions).scan(unit, null);
    }
    assertTidy();
  }

  @Test
  void nothingLeftBehind() throws IOException {
    for (Path source : SOURCES) {
      if (source.endsWith("TidyTest.java")) {
        continue;
      }
      String text = Files.readString(source);
      for (String banned : List.of("FIXME", "TODO", "XXX", "printStackTrace", "@Disabled")) {
        if (text.contains(banned)) {
          untidy.add(source + ": leftover " + banned);
        }
      }
    }
    assertTidy();
  }

  private void assertTidy() {
    assertEquals("", String.join("\n", untidy));
  }

  private final class MethodLengths extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final LineMap lines;
    private final SourcePositions positions;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.lines = Objects.requireNonNull(unit.getLineMap());
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      String path = unit.getSourceFile().getName();
      String name =
          path.substring(path.lastIndexOf('/') + 1).replace("java", "") + method.getName();
      if (last - first + 1 > METHOD_LINES_MAX && !LONG_FOR_A_REASON.contains(name)) {
        untidy.add(
            unit.getSourceFile().getName() + ":" + first + ": " + (last - first + 1) + " lines");
      }
      return super.visitMethod(method, null);
    }
  }
}
