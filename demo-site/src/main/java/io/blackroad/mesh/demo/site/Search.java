package io.blackroad.mesh.demo.site;

/**
 * An example of what to ask the library.
 *
 * @param words as a visitor would type them
 * @param slug page on which the answer stands
 */
public record Search(String words, String slug) {}
