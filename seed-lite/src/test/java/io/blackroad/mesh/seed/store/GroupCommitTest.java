package io.blackroad.mesh.seed.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.hash.Sha256;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GroupCommitTest {
  @TempDir Path data;
  private GroupCommit writer;

  @BeforeEach
  void open() throws Exception {
    writer = new GroupCommit(new SqlSession(Database.open(data, new Sha256()).writer()));
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
  }

  @Test
  void whatQueuedUpWhileItWasBusyIsOneGroup() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    writer.submit(
        new TestWrite("first", order) {
          @Override
          public void store(SqlSession session) {
            busy.countDown();
            await(go);
          }
        },
        1);
    busy.await();
    for (int i = 0; i < 3; i++) {
      writer.submit(new TestWrite("later" + i, order), 1);
    }
    go.countDown();
    List<String> wanted =
        List.of(
            "stored first",
            "store later0",
            "store later1",
            "store later2",
            "stored later0",
            "stored later1",
            "stored later2");
    for (String event : wanted) {
      assertEquals(event, order.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void saysThatItIsBehindWhileTooMuchWaitsAndHoldsNobodyUp() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    writer.submit(
        new TestWrite("first", order) {
          @Override
          public void store(SqlSession session) {
            busy.countDown();
            await(go);
          }
        },
        1);
    busy.await();
    assertFalse(writer.behind());
    writer.submit(new TestWrite("fills", order), GroupCommit.WAITING_BYTES_MAX);
    assertTrue(writer.behind());
    writer.submit(new TestWrite("over", order), 1);
    go.countDown();
    for (String last = ""; !last.equals("stored over"); ) {
      last = String.valueOf(order.poll(10, TimeUnit.SECONDS));
    }
    assertFalse(writer.behind());
  }

  @Test
  void aGroupIsEndedOnceInItsTransactionAndToldOnceAfterIt() throws Exception {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    writer.endWith(new TestEnding(order));
    writer.submit(new TestWrite("one", order), 1);
    for (String wanted : List.of("store one", "complete", "committed", "stored one", "stored")) {
      assertEquals(wanted, order.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aFailureIsToldOnceAndNothingIsAcknowledgedAfterIt() throws Exception {
    AtomicInteger told = new AtomicInteger();
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    writer.onBroken(cause -> told.incrementAndGet());
    writer.submit(
        new TestWrite("bad", order) {
          @Override
          public void store(SqlSession session) throws SQLException {
            session.update("INSERT INTO nowhere VALUES (1)");
          }
        },
        1);
    assertEquals("failed bad", order.poll(10, TimeUnit.SECONDS));
    writer.submit(new TestWrite("good", order), 1);
    assertEquals("failed good", order.poll(10, TimeUnit.SECONDS));
    assertThrows(UncheckedIOException.class, () -> new WriteCall<>(session -> 1).await(writer));
    assertEquals(1, told.get());
    assertFalse(order.contains("stored good"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes what is done with a group. */
  private record TestEnding(BlockingQueue<String> order) implements GroupCommit.Ending {
    @Override
    public void complete(SqlSession session) {
      order.add("complete");
    }

    @Override
    public void committed(SqlSession session) {
      order.add("committed");
    }

    @Override
    public void stored() {
      order.add("stored");
    }
  }

  /** Notes what is done with it. */
  private static class TestWrite implements GroupCommit.Write {
    private final String name;
    private final BlockingQueue<String> order;

    TestWrite(String name, BlockingQueue<String> order) {
      this.name = name;
      this.order = order;
    }

    @Override
    public void store(SqlSession session) throws SQLException {
      order.add("store " + name);
    }

    @Override
    public void stored() {
      order.add("stored " + name);
    }

    @Override
    public void failed(Exception cause) {
      order.add("failed " + name);
    }
  }
}
