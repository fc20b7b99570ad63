@NullMarked
package io.blackroad.mesh.browser;

import org.jspecify.annotations.NullMarked;
