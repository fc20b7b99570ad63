package io.blackroad.mesh.seed.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.Padding;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.TaskBinding;
import io.blackroad.mesh.seal.TaskSeal;
import io.blackroad.mesh.seal.Unsealed;
import io.blackroad.mesh.seed.SecureEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A submitter, two nodes that it grants a task, and others that it does not. */
class TaskSealTest {
  private static final TaskBinding TASK = task("t_0000000000000001", 0);
  private static final TaskBinding OTHER_TASK = task("t_0000000000000002", 1);
  private static final String ANNE = "n_" + "a".repeat(32);
  private static final String BERT = "n_" + "b".repeat(32);
  private static final byte[] INPUT = {1, 2, 3};
  private static final byte[] OUTPUT = {4, 5, 6, 7};

  private final SealKey annesKey = now(new JcaSealCrypto()::generate);
  private final SealKey bertsKey = now(new JcaSealCrypto()::generate);
  private final TaskSeal submitter = drawn(TASK);

  private static TaskBinding task(String id, int shard) {
    return new TaskBinding("j_0000000000000001", id, shard, "sha256:" + "0".repeat(64));
  }

  private static TaskSeal drawn(TaskBinding task) {
    return TaskSeal.draw(SealVectorsTest.ports(), task, new SecureEntropy());
  }

  /** What is answered, once and at once. */
  private static <T> T now(Consumer<Consumer<T>> call) {
    List<T> answers = new ArrayList<>();
    call.accept(answers::add);
    assertEquals(1, answers.size());
    return answers.get(0);
  }

  private static Hpke.Message granted(TaskSeal seal, String nodeId, SealKey key) {
    Hpke.Sealed sealed = now(done -> seal.grant(nodeId, key.publicKey(), done));
    return assertInstanceOf(Hpke.Sealed.Ok.class, sealed).message();
  }

  private static TaskSeal.Granted accepted(TaskBinding task, TaskSeal.Grantee grantee) {
    return now(done -> TaskSeal.accept(SealVectorsTest.ports(), task, grantee, done));
  }

  private TaskSeal node(String nodeId, SealKey key) {
    TaskSeal.Grantee grantee = new TaskSeal.Grantee(nodeId, key, granted(submitter, nodeId, key));
    return assertInstanceOf(TaskSeal.Granted.Ok.class, accepted(TASK, grantee)).seal();
  }

  private static byte[] plain(Unsealed unsealed) {
    return assertInstanceOf(Unsealed.Plain.class, unsealed).bytes();
  }

  @Test
  void nodesReadTheInputAndTheSubmitterTheirOutput() {
    byte[] input = now(done -> submitter.sealInput(INPUT, done));
    TaskSeal anne = node(ANNE, annesKey);
    assertArrayEquals(INPUT, plain(now(done -> anne.openInput(input, done))));
    byte[] output = now(done -> anne.sealOutput(OUTPUT, done));
    assertArrayEquals(OUTPUT, plain(now(done -> submitter.openOutput(output, done))));
  }

  @Test
  void equalOutputsAreEqualBytesAndOthersShareNothing() {
    TaskSeal anne = node(ANNE, annesKey);
    TaskSeal bert = node(BERT, bertsKey);
    String annes = Hex.of(now(done -> anne.sealOutput(OUTPUT, done)));
    assertEquals(annes, Hex.of(now(done -> bert.sealOutput(OUTPUT, done))));
    String wrong = Hex.of(now(done -> bert.sealOutput(new byte[] {4, 5, 6, 8}, done)));
    assertEquals(annes.length(), wrong.length());
    assertNotEquals(annes.substring(0, 64), wrong.substring(0, 64));
    assertNotEquals(annes.substring(64, 128), wrong.substring(64, 128)); // not one key stream
    String way = Hex.of(now(done -> anne.sealInput(OUTPUT, done)));
    assertNotEquals(annes.substring(0, 64), way.substring(0, 64));
  }

  @Test
  void twoTasksWithOneInputShareNothing() {
    TaskSeal other = drawn(OTHER_TASK);
    String here = Hex.of(now(done -> submitter.sealInput(INPUT, done)));
    assertFalse(Hex.of(now(done -> other.sealInput(INPUT, done))).contains(here.substring(0, 64)));
  }

  @Test
  void aGrantIsOfUseToNobodyElseAndForNoOtherTask() {
    Hpke.Message grant = granted(submitter, ANNE, annesKey);
    refused(TASK, new TaskSeal.Grantee(BERT, bertsKey, grant));
    refused(TASK, new TaskSeal.Grantee(BERT, annesKey, grant));
    refused(TASK, new TaskSeal.Grantee(ANNE, bertsKey, grant));
    refused(OTHER_TASK, new TaskSeal.Grantee(ANNE, annesKey, grant));
    Hpke.Message other = granted(drawn(OTHER_TASK), ANNE, annesKey);
    Hpke.Message mixed = new Hpke.Message(grant.encapsulated(), other.ciphertext());
    refused(TASK, new TaskSeal.Grantee(ANNE, annesKey, mixed));
  }

  private static void refused(TaskBinding task, TaskSeal.Grantee grantee) {
    assertInstanceOf(TaskSeal.Granted.Refused.class, accepted(task, grantee));
  }

  @Test
  void anotherTasksInputOrOutputIsRefused() {
    byte[] input = now(done -> drawn(OTHER_TASK).sealInput(INPUT, done));
    TaskSeal anne = node(ANNE, annesKey);
    Unsealed read = now(done -> anne.openInput(input, done));
    assertInstanceOf(Unsealed.Refused.class, read);
    byte[] output = now(done -> anne.sealOutput(OUTPUT, done));
    Unsealed shown = now(done -> drawn(OTHER_TASK).openOutput(output, done));
    assertInstanceOf(Unsealed.Refused.class, shown);
  }

  @Test
  void twoGrantsOfOneTaskAreTwoMessages() {
    Hpke.Message one = granted(submitter, ANNE, annesKey);
    Hpke.Message again = granted(submitter, ANNE, annesKey);
    assertNotEquals(Hex.of(one.encapsulated()), Hex.of(again.encapsulated()));
    assertNotEquals(Hex.of(one.ciphertext()), Hex.of(again.ciphertext()));
  }

  @Test
  void nothingIsGrantedToWhatIsNoKey() {
    byte[] key = annesKey.publicKey();
    key[64] ^= 1;
    Hpke.Sealed sealed = now(done -> submitter.grant(ANNE, key, done));
    assertInstanceOf(Hpke.Sealed.Refused.class, sealed);
  }

  @Test
  void itsSizeTellsTheBucketAndNoMore() {
    for (int bytes : new int[] {0, 1, 252, 253, 10_000}) {
      byte[] sealed = now(done -> submitter.sealInput(new byte[bytes], done));
      assertEquals(Padding.bucket(bytes) + TaskSeal.OVERHEAD_BYTES, sealed.length);
    }
  }
}
