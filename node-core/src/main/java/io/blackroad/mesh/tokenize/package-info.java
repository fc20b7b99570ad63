/** Text to token ids: BERT normalisation and WordPiece. */
@NullMarked
package io.blackroad.mesh.tokenize;

import org.jspecify.annotations.NullMarked;
