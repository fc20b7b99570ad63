package io.blackroad.mesh.seed.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.seal.BlockBinding;
import io.blackroad.mesh.seal.BlockSeal;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.Padding;
import io.blackroad.mesh.seal.SealKey;
import io.blackroad.mesh.seal.Unsealed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A submitter, two nodes that it grants a block of texts, and others that it does not. */
class BlockSealTest {
  private static final BlockBinding BLOCK = block(0);
  private static final BlockBinding OTHER_BLOCK = block(1);
  private static final String ANNE = "n_" + "a".repeat(32);
  private static final String BERT = "n_" + "b".repeat(32);
  private static final byte[] INPUT = {1, 2, 3};
  private static final byte[] OUTPUT = {4, 5, 6, 7};

  private final SealKey annesKey = now(new JcaSealCrypto()::generate);
  private final SealKey bertsKey = now(new JcaSealCrypto()::generate);
  private final BlockSeal submitter = sealed(BLOCK);

  private static BlockBinding block(int number) {
    return new BlockBinding("0".repeat(32), number, "sha256:" + "0".repeat(64));
  }

  private static BlockSeal sealed(BlockBinding block) {
    return BlockSeal.ofJob(SealVectorsTest.ports(), block, RowVectorFile.key(7));
  }

  /** What is answered, once and at once. */
  private static <T> T now(Consumer<Consumer<T>> call) {
    List<T> answers = new ArrayList<>();
    call.accept(answers::add);
    assertEquals(1, answers.size());
    return answers.get(0);
  }

  private static Hpke.Message granted(BlockSeal seal, String nodeId, SealKey key) {
    Hpke.Sealed sealed = now(done -> seal.grant(nodeId, key.publicKey(), done));
    return assertInstanceOf(Hpke.Sealed.Ok.class, sealed).message();
  }

  private static BlockSeal.Granted accepted(BlockBinding block, BlockSeal.Grantee grantee) {
    return now(done -> BlockSeal.accept(SealVectorsTest.ports(), block, grantee, done));
  }

  private BlockSeal node(String nodeId, SealKey key) {
    BlockSeal.Grantee grantee = new BlockSeal.Grantee(nodeId, key, granted(submitter, nodeId, key));
    return assertInstanceOf(BlockSeal.Granted.Ok.class, accepted(BLOCK, grantee)).seal();
  }

  private static byte[] plain(Unsealed unsealed) {
    return assertInstanceOf(Unsealed.Plain.class, unsealed).bytes();
  }

  @Test
  void nodesReadTheInputAndTheSubmitterTheirOutput() {
    byte[] input = now(done -> submitter.sealInput(0, INPUT, done));
    BlockSeal anne = node(ANNE, annesKey);
    assertArrayEquals(INPUT, plain(now(done -> anne.openInput(0, input, done))));
    byte[] output = now(done -> anne.sealOutput(0, OUTPUT, done));
    assertArrayEquals(OUTPUT, plain(now(done -> submitter.openOutput(0, output, done))));
  }

  @Test
  void equalOutputsAreEqualBytesAndOthersShareNothing() {
    BlockSeal anne = node(ANNE, annesKey);
    BlockSeal bert = node(BERT, bertsKey);
    String annes = Hex.of(now(done -> anne.sealOutput(0, OUTPUT, done)));
    assertEquals(annes, Hex.of(now(done -> bert.sealOutput(0, OUTPUT, done))));
    String wrong = Hex.of(now(done -> bert.sealOutput(0, new byte[] {4, 5, 6, 8}, done)));
    assertEquals(annes.length(), wrong.length());
    assertNotEquals(annes.substring(0, 64), wrong.substring(0, 64));
    assertNotEquals(annes.substring(64, 128), wrong.substring(64, 128)); // not one key stream
    String way = Hex.of(now(done -> anne.sealInput(0, OUTPUT, done)));
    assertNotEquals(annes.substring(0, 64), way.substring(0, 64));
  }

  @Test
  void twoBlocksWithOneInputShareNothing() {
    BlockSeal other = sealed(OTHER_BLOCK);
    String here = Hex.of(now(done -> submitter.sealInput(0, INPUT, done)));
    assertFalse(
        Hex.of(now(done -> other.sealInput(0, INPUT, done))).contains(here.substring(0, 64)));
  }

  @Test
  void aGrantIsOfUseToNobodyElseAndForNoOtherBlock() {
    Hpke.Message grant = granted(submitter, ANNE, annesKey);
    refused(BLOCK, new BlockSeal.Grantee(BERT, bertsKey, grant));
    refused(BLOCK, new BlockSeal.Grantee(BERT, annesKey, grant));
    refused(BLOCK, new BlockSeal.Grantee(ANNE, bertsKey, grant));
    refused(OTHER_BLOCK, new BlockSeal.Grantee(ANNE, annesKey, grant));
    Hpke.Message other = granted(sealed(OTHER_BLOCK), ANNE, annesKey);
    Hpke.Message mixed = new Hpke.Message(grant.encapsulated(), other.ciphertext());
    refused(BLOCK, new BlockSeal.Grantee(ANNE, annesKey, mixed));
  }

  private static void refused(BlockBinding block, BlockSeal.Grantee grantee) {
    assertInstanceOf(BlockSeal.Granted.Refused.class, accepted(block, grantee));
  }

  @Test
  void anotherBlocksInputOrOutputIsRefused() {
    byte[] input = now(done -> sealed(OTHER_BLOCK).sealInput(0, INPUT, done));
    BlockSeal anne = node(ANNE, annesKey);
    Unsealed read = now(done -> anne.openInput(0, input, done));
    assertInstanceOf(Unsealed.Refused.class, read);
    byte[] output = now(done -> anne.sealOutput(0, OUTPUT, done));
    Unsealed shown = now(done -> sealed(OTHER_BLOCK).openOutput(0, output, done));
    assertInstanceOf(Unsealed.Refused.class, shown);
  }

  @Test
  void anotherRowOfTheBlockIsRefused() {
    byte[] input = now(done -> submitter.sealInput(0, INPUT, done));
    Unsealed read = now(done -> node(ANNE, annesKey).openInput(1, input, done));
    assertInstanceOf(Unsealed.Refused.class, read);
  }

  @Test
  void twoGrantsOfOneBlockAreTwoMessages() {
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
      byte[] sealed = now(done -> submitter.sealInput(0, new byte[bytes], done));
      assertEquals(Padding.bucket(bytes) + BlockSeal.OVERHEAD_BYTES, sealed.length);
    }
  }
}
