package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * Events of a job that has ended: which texts were corrected since a follower heard of it last, and
 * its end; for who goes on following, what is corrected from then on.
 */
final class EndedEvents implements Response.EventFeed {
  private final ObjectNode view;
  private final @Nullable EventId heard;
  private final CorrectionEvents corrections;
  private final boolean following;
  private boolean endTold;

  /**
   * @param view the job as it is now
   * @param heard how far the follower was before
   */
  EndedEvents(
      ObjectNode view, @Nullable EventId heard, CorrectionEvents corrections, boolean following) {
    this.view = view;
    this.heard = heard;
    this.corrections = corrections;
    this.following = following;
  }

  @Override
  public String due() {
    String corrected = corrections.due();
    if (endTold || corrections.told() < view.path("corrections").asInt()) {
      return corrected; // first what was corrected before
    }
    endTold = true;
    boolean known = following && heard != null && heard.texts() == view.path("done").asInt();
    return known ? corrected : corrected + end();
  }

  private String end() {
    return JobEvents.event(view.path("status").asText(), view, view.path("corrections").asInt());
  }

  @Override
  public boolean ended() {
    return corrections.gone() || (endTold && !following);
  }
}
