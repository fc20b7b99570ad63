package io.blackroad.mesh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps data flowing one way: a stage may use what earlier stages produce, never the reverse. */
class ArchitectureTest {
  private static final List<String> FLOW =
      List.of(
          "task", "port", "admit", "schedule", "govern", "execute", "commit", "verify", "reward");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.blackroad.mesh");

  @TestFactory
  List<DynamicTest> stagesLookOnlyBack() {
    return FLOW.stream()
        .map(stage -> DynamicTest.dynamicTest(stage, () -> looksOnlyBack(stage)))
        .toList();
  }

  private void looksOnlyBack(String stage) {
    String[] later =
        FLOW.subList(FLOW.indexOf(stage) + 1, FLOW.size()).stream()
            .map(name -> "io.blackroad.mesh." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.blackroad.mesh." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void noCycles() {
    slices().matching("io.blackroad.mesh.(*)..").should().beFreeOfCycles().check(classes);
  }
}
