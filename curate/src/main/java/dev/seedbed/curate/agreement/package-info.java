/// How far a judge can be trusted: agreement with people, rates and means with the judge's errors taken out, and the
/// judge's leanings. [JudgeAudit] is the door.
@NullMarked
package dev.seedbed.curate.agreement;

import org.jspecify.annotations.NullMarked;
