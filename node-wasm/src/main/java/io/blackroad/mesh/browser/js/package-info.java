/**
 * What the browser offers, declared and nothing more: no {@code if}, no loop, no decision. The
 * adapters one package up decide.
 */
@NullMarked
package io.blackroad.mesh.browser.js;

import org.jspecify.annotations.NullMarked;
