package io.blackroad.mesh.sim;

import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What attackers do differently. Each call makes the conduct of one node. */
final class Attacks {
  private static final int COLUMNS = Simulation.MODEL.dimensions();

  /** Far outside every tolerance: unit vectors have elements of about 0.35. */
  private static final float COLLUDERS_LIE = 0.5f;

  /** Time in which a neighbour's revealed answer can be overheard. */
  private static final long OVERHEARD_MILLIS = 200;

  private Attacks() {}

  /** {@code right} with {@code lie} added to the first element of every row. */
  static Tensor bent(Tensor right, float lie) {
    float[] values = right.floats();
    for (int at = 0; at < values.length; at += COLUMNS) {
      values[at] += lie;
    }
    return Tensor.ofVectors(values, COLUMNS);
  }

  /** Adds its own error to every result, once {@code honestFirst} of them were accepted. */
  static Conduct liar(long honestFirst, float lie) {
    return new Conduct() {
      @Override
      public Tensor output(SimPeer self, Message.Assign assign, Tensor right) {
        return self.accepted() < honestFirst ? right : bent(right, lie);
      }
    };
  }

  /** Adds the same error as all other colluders. */
  static Conduct colluder() {
    return liar(0, COLLUDERS_LIE);
  }

  /** Computes nothing: commits to a guess and, once others have revealed, shows their answer. */
  static Conduct copier() {
    return new Conduct() {
      private final Map<String, Tensor> overheard = new LinkedHashMap<>();

      @Override
      public void assigned(SimPeer self, Message.Assign assign) {
        Tensor right = self.work.right(assign);
        overheard.put(assign.taskId(), right);
        self.work.commit(assign.taskId(), bent(right, COLLUDERS_LIE));
      }

      @Override
      public void opened(SimPeer self, String taskId) {
        Tensor copied = overheard.remove(taskId);
        if (copied != null) {
          self.later(
              OVERHEARD_MILLIS,
              () -> {
                self.work.exchange(taskId, copied);
                self.work.reveal(taskId);
              });
        }
      }
    };
  }

  /** Computes one task and hands its result in for all others. */
  static Conduct replayer() {
    return new Conduct() {
      private @Nullable Tensor old;

      @Override
      public void assigned(SimPeer self, Message.Assign assign) {
        Tensor replayed = old;
        if (replayed != null && replayed.dims().get(0).equals(assign.input().dims().get(0))) {
          self.work.commit(assign.taskId(), replayed);
        } else {
          self.work.compute(assign);
        }
      }

      @Override
      public Tensor output(SimPeer self, Message.Assign assign, Tensor right) {
        old = right;
        return right;
      }
    };
  }

  /**
   * Declines what it is given, and claims what its friends were given: the right result, committed
   * to and revealed.
   *
   * @param friends all nodes that claim each other's tasks
   */
  static Conduct claimer(List<SimPeer> friends) {
    return new Conduct() {
      @Override
      public void joined(SimPeer self) {
        friends.remove(self);
        friends.add(self);
      }

      @Override
      public void assigned(SimPeer self, Message.Assign assign) {
        Tensor right = self.work.right(assign);
        for (SimPeer friend : new ArrayList<>(friends)) {
          if (friend != self && friend.isJoined()) {
            friend.work.commit(assign.taskId(), right);
            friend.later(OVERHEARD_MILLIS, () -> friend.work.reveal(assign.taskId()));
          }
        }
        self.say(new Message.Decline(assign.taskId(), "busy"));
      }
    };
  }

  /** Is there, says so every second, and does nothing else. */
  static Conduct idler() {
    return new Conduct() {
      @Override
      public void assigned(SimPeer self, Message.Assign assign) {}
    };
  }

  /** Answers at once, with garbage, and so looks as fast as no machine is. */
  static Conduct racer() {
    return new Conduct() {
      @Override
      public void assigned(SimPeer self, Message.Assign assign) {
        self.work.commit(assign.taskId(), bent(self.work.right(assign), COLLUDERS_LIE));
      }
    };
  }

  /** Falls silent as soon as it has committed to a result. */
  static Conduct deserterAfterCommit() {
    return new Conduct() {
      @Override
      public void committed(SimPeer self, String taskId) {
        self.later(OVERHEARD_MILLIS, self::vanish);
      }
    };
  }

  /** Falls silent as soon as it is asked to reveal. */
  static Conduct deserterAfterOpen() {
    return new Conduct() {
      @Override
      public void opened(SimPeer self, String taskId) {
        self.vanish();
      }
    };
  }

  /** Computes and commits, and never reveals. */
  static Conduct withholder() {
    return new Conduct() {
      @Override
      public void opened(SimPeer self, String taskId) {}
    };
  }
}
