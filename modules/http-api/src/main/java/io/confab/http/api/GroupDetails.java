package io.confab.http.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.contract.group.GroupSummary;

/**
 * A group as one of its members sees it when he looks at it alone.
 *
 * @param summary what stands in a list too, written flat
 * @param onlineCount how many of its members have a live session on any node
 */
record GroupDetails(@JsonUnwrapped GroupSummary summary, int onlineCount) {}
