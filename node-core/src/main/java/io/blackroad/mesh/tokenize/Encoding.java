package io.blackroad.mesh.tokenize;

/**
 * What a model reads of one text.
 *
 * @param ids token ids, [CLS] first and [SEP] last; at least these two
 * @param truncated true when the text had more tokens than the limit let through; the rest is lost
 */
public record Encoding(int[] ids, boolean truncated) {}
