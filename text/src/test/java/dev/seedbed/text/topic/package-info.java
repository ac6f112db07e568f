@NullMarked
package dev.seedbed.text.topic;

import org.jspecify.annotations.NullMarked;
