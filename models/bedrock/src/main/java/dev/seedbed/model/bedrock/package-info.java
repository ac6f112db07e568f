/// Amazon Bedrock.
@NullMarked
package dev.seedbed.model.bedrock;

import org.jspecify.annotations.NullMarked;
