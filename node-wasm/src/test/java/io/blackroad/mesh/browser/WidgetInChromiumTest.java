package io.blackroad.mesh.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.port.JdkEd25519;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The widget as a visitor uses it: what it asks, what it keeps, what it shows of it. */
class WidgetInChromiumTest {
  private static final String WIDGET = "/mesh/widget.html";
  private static final LocatorAssertions.ContainsTextOptions SLOWLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  @RegisterExtension private static final MeshInChromium MESH = new MeshInChromium(WIDGET);

  private Locator at(String id) {
    return MESH.page().locator("#" + id);
  }

  private void sayYes() {
    if (!at("panel").isVisible()) {
      at("pill").click();
    }
    assertThat(at("lend")).hasAttribute("aria-disabled", "false");
    at("lend").click();
    assertThat(at("lend")).hasAttribute("aria-checked", "true");
  }

  private void awaitReady() {
    assertThat(at("state")).containsText(Pattern.compile("Ready|Working"), SLOWLY);
  }

  private void embed() {
    MESH.seed()
        .outputsOf(MESH.job("j_0000000000000001", List.of("A glacier carves.", "A river, too.")));
    MESH.page().waitForCondition(() -> kept().contains("REWARD"));
  }

  private String kept() {
    return String.valueOf(
        MESH.page()
            .evaluate(
                "async () => (await (await import('/mesh/kept.js')).everythingKept()).receipts.join()"));
  }

  @Test
  void showsWhatRanAndGivesReceiptsThatVerify() throws IOException {
    sayYes();
    awaitReady();
    embed();
    MESH.page().reload(); // and resumes by itself
    at("pill").click();
    at("ran").locator("summary").click();

    Locator cards = at("ran").locator("li");
    assertThat(cards.filter(new Locator.FilterOptions().setHasText("A piece of work was computed")))
        .containsText(new String[] {"Accepted: 1 of 1 agreed"}, SLOWLY);
    assertThat(cards.first()).containsText("Verified: contents, place in the log");
    assertThat(at("ran")).containsText("holds the seed to the first");
    Download download =
        MESH.page()
            .waitForDownload(
                () ->
                    at("ran")
                        .locator("button", new Locator.LocatorOptions().setHasText("Download"))
                        .click());
    byte[] file = Files.readAllBytes(download.path());
    String text = new String(file, StandardCharsets.UTF_8);
    int verified = 0;
    for (String line : text.substring(2, text.length() - 3).split(",\n", -1)) {
      Json json =
          ((Parsed.Value) CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8))).json();
      Receipt receipt = ((ReceiptJson.Read.Ok) ReceiptJson.fromJson(json)).receipt();
      assertNull(receipt.problem(new Sha256()));
      receipt.checkpoint().check(new Sha256(), JdkEd25519.CHECK, good -> assertTrue(good));
      verified++;
    }
    assertTrue(verified >= 4, text);
  }

  @Test
  void aStopOffersToDeleteTheReceiptsAndDoes() {
    sayYes();
    awaitReady();
    embed();
    at("stop").click();
    at("note").locator("button").click();

    assertThat(at("note")).containsText("everything the mesh kept in this browser");
    assertEquals(
        List.of(),
        MESH.page()
            .evaluate(
                "async () => [...(await indexedDB.databases()).map(({ name }) => name), ...await caches.keys()]"));
  }

  @Test
  void asksAgainWhenTheCodeHasChanged() throws IOException {
    sayYes();
    awaitReady();
    String worker =
        new String(MESH.site().file("/mesh/page.js"), StandardCharsets.UTF_8) + "\n// newer\n";
    MESH.site().put("/mesh/page.js", worker.getBytes(StandardCharsets.UTF_8));
    TestSeed newer = MESH.seed(MESH.seed().key(), MESH.seed().log());
    MESH.site().serve(newer);
    MESH.page().reload();

    assertThat(at("pill-text")).hasText("Mesh off: new code");
    at("pill").click();
    assertThat(at("note")).containsText("The mesh’s code has changed since you said yes");
    assertThat(at("lend")).hasAttribute("aria-checked", "false");
    assertEquals(0, newer.await("nobody", mesh -> true).nodes().size());

    sayYes();
    awaitReady();
    newer.await("it", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void asksBeforeItWorksForAnotherSeed() throws IOException {
    sayYes();
    awaitReady();
    TestSeed other = MESH.seed(new JdkEd25519(), List.of());
    MESH.site().serve(other);
    MESH.page().reload();

    assertThat(at("pill-text")).hasText("Mesh off: another seed");
    assertEquals(0, other.await("nobody", mesh -> true).nodes().size());

    sayYes();
    awaitReady();
    other.await("it", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void showsEvidenceAndWorksAgainOnlyOnceItIsDiscarded() throws IOException {
    sayYes();
    awaitReady();
    MESH.page().waitForCondition(() -> kept().contains("CONSENT"));
    TestSeed rewritten = MESH.seed(MESH.seed().key(), List.of());
    MESH.site().serve(rewritten);
    MESH.page().reload();

    assertThat(at("pill-text")).hasText("Mesh stopped: see why");
    at("pill").click();
    assertThat(at("ran")).containsText("Evidence against the seed");
    MESH.page().reload();
    assertThat(at("pill-text")).hasText("Mesh stopped: see why");
    assertEquals(0, rewritten.await("nobody", mesh -> true).nodes().size());

    at("pill").click();
    at("ran").locator("button", new Locator.LocatorOptions().setHasText("Discard")).click();
    awaitReady();
    rewritten.await("it", mesh -> mesh.nodes().size() == 1);
  }

  @Test
  void saysWhichFileDiffers() throws IOException {
    byte[] wasm = MESH.site().file("/mesh/node.wasm");
    wasm[wasm.length / 2] ^= 1;
    MESH.site().put("/mesh/node.wasm", wasm);
    sayYes();

    assertThat(at("why")).containsText("mesh/node.wasm is not the file that the seed’s log names");
    assertEquals(List.of(), MESH.page().workers());
  }

  @Test
  void aChangedSettingIsOnRecordInTheLogAndInTheOtherTab() {
    sayYes();
    awaitReady();
    Page second = MESH.page().context().newPage();
    second.navigate(MESH.site().url(WIDGET));
    second.locator("#pill").click();
    assertThat(second.locator("#why")).containsText("in another tab of this site", SLOWLY);
    second.locator("#settings summary").click();
    second.locator("#term-gpu").check();
    second.locator("#term-relayMibPerDay").focus();
    second.keyboard().press("ArrowDown");
    second.keyboard().press("ArrowDown");

    assertThat(at("term-gpu")).isChecked();
    assertThat(at("term-relayMibPerDay")).hasValue("200");
    MESH.page().waitForCondition(() -> logged().contains("\"relay_mib_per_day\":200"));
    assertTrue(logged().contains("\"gpu\":true"), logged());
    MESH.page().reload();
    at("pill").click();
    at("settings").locator("summary").click();
    assertThat(at("term-gpu")).isChecked();
    second.locator("#stop").click();
    assertThat(at("pill-text")).hasText("Mesh off");
  }

  /** What the log says of consents. */
  private static String logged() {
    return MESH.seed().log().stream()
        .filter(entry -> entry.entry().action() == Action.CONSENT)
        .map(entry -> CanonicalJson.text(entry.payload()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void keepsNoModelWhereTheVisitorLetsNothingBeKept() {
    at("pill").click();
    at("settings").locator("summary").click();
    at("term-storageMib").selectOption("0");
    at("lend").scrollIntoViewIfNeeded();
    sayYes();
    awaitReady();

    assertEquals(List.of(), MESH.page().evaluate("() => caches.keys()"));
  }

  @Test
  void endsAYesThatIsNinetyDaysOld() {
    sayYes();
    awaitReady();
    MESH.page()
        .evaluate(
            """
            async () => {
              const { readConsent, writeConsent } = await import('/mesh/consent.js');
              const record = await readConsent(location.origin);
              if (Math.round((record.expiresAt - record.at) / 864e5) !== 90) throw new Error('not 90 days');
              await writeConsent(location.origin, { ...record, expiresAt: Date.now() - 1 });
            }""");
    MESH.page().reload();

    assertThat(at("pill-text")).hasText("Mesh off");
    assertThat(MESH.page().locator("html")).hasAttribute("data-state", "off");
  }
}
