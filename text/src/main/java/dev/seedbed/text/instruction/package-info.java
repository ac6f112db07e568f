/// What an instruction asks of a reply's form, and whether the reply does it: [Instructions] is the way in.
@org.jspecify.annotations.NullMarked
package dev.seedbed.text.instruction;
