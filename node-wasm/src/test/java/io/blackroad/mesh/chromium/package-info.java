/**
 * Chromium over its raw DevTools protocol, for what Playwright hides: it keeps every tab visible
 * and every service worker alive.
 */
@NullMarked
package io.blackroad.mesh.chromium;

import org.jspecify.annotations.NullMarked;
