package io.blackroad.mesh.seed.signal;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.seed.http.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts the bytes of one node's message that is not complete yet. Small messages, which all honest
 * results are, always pass; beyond that all connections share a budget, so that many who begin
 * large messages and never finish cannot take the seed's memory.
 */
final class FrameMeter extends ChannelInboundHandlerAdapter {
  /** A task's result is 48 KiB at most. */
  private static final int FREE_BYTES = 64 << 10;

  private final MemoryBudget budget;
  private final Runnable refused;
  private long unfinishedBytes;
  private long heldBytes;

  /**
   * @param refused runs when there is no memory for this node's message
   */
  FrameMeter(MemoryBudget budget, Runnable refused) {
    this.budget = budget;
    this.refused = refused;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    unfinishedBytes += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    long wanted = Math.min(unfinishedBytes, NodeLimits.FRAME_BYTES_MAX) - FREE_BYTES;
    if (wanted > heldBytes && !budget.take(wanted - heldBytes)) {
      ReferenceCountUtil.release(message);
      refused.run();
      return;
    }
    heldBytes = Math.max(heldBytes, wanted);
    context.fireChannelRead(message);
  }

  /** A message is complete. */
  void finished() {
    budget.giveBack(heldBytes);
    heldBytes = 0;
    unfinishedBytes = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finished();
    context.fireChannelInactive();
  }
}
