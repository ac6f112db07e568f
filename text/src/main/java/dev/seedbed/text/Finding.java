package dev.seedbed.text;

/// A defect that was found in a text.
///
/// @param code what it is: a stable code of lower-case words joined by hyphens, such as `unclosed-fence`
/// @param explanation one sentence about this very case, with the rule's bound where it has one
/// @param begin where the span that shows it begins
/// @param end where that span ends, exclusive; equal to `begin` if the defect is that something is missing
public record Finding(String code, String explanation, int begin, int end) {
    /// The part of the text that shows the defect.
    public String span(String text) {
        return text.substring(begin, end);
    }
}
