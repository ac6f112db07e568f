/// Instruction backtranslation (Humpback).
@NullMarked
package dev.seedbed.recipes.backtranslation;

import org.jspecify.annotations.NullMarked;
