package dev.seedbed.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/// The forms that [Artefacts] knows, in the order in which they are looked for.
final class ArtefactRules {
    private static final List<String> PHRASES = new ArrayList<>();

    private static final String MODEL =
            "an? (?:responsible |helpful |ethical |advanced )?(?:ai|artificial intelligence|llm"
                    + "|(?:large |ai )?language model|virtual assistant)(?: (?:language )?(?:model|assistant|chatbot"
                    + "|system))?";

    private static final String TASK_WORD =
            "(?:re-?written|revised|rephrased|paraphrased|re-?worded|edited|corrected|improved"
                    + "|updated|translated|simplified|summari[sz]ed|shortened|polished|modified|refined|reformatted|requested|expanded"
                    + "|cleaned[- ]up|completed|reworked|condensed|enhanced|generated)";
    private static final String PRODUCT =
            "(?:summary|translation|paraphrase|rewrite|revision|response|answer|output|version|draft"
                    + "|completion|rephrasing|continuation|list|text|example|explanation|outline|code|story|poem|email|question|prompt"
                    + "|instruction|breakdown|overview|solution|article|paragraph|sentence|letter|script|table|plan|recipe|essay)";

    static final List<ArtefactRule> ALL = List.of(
            anywhere(
                    Artefacts.ROLE_HEADER,
                    "there is a token of a chat template",
                    0,
                    false,
                    "<\\|[A-Za-z0-9_ ]{1,40}\\|?>|<\uFF5C[^\uFF5C\\n]{1,60}\uFF5C>|\\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS"
                            + "|TOOL_RESULTS)\\]|<</?SYS>>|</?(?:start|end)_of_turn>|<(?:bos|eos|pad|unk|sep|cls|mask)>"
                            + "|<extra_id_\\d+>|</?(?:think|tool_call|tool_response|reserved_\\d+|unused\\d+|im_start|im_end)>"
                            + "|\\[\\|[A-Za-z]{2,20}\\|\\]|</s>(?=\\s*(?:\\z|<|\\[|\\n))|(?:(?<=\\A)|(?<=\\A\\s))<s>|<s>(?= ?\\[INST)|\\[(?:BOS|EOS|EOT)\\]"
                            + "|GPT4 Correct (?:User|Assistant):",
                    "<|",
                    "<\uFF5C",
                    "[inst]",
                    "[/inst]",
                    "<<sys>>",
                    "<</sys>>",
                    "<start_of_turn>",
                    "<end_of_turn>",
                    "</start_of_turn>",
                    "</s>",
                    "<s>",
                    "<bos>",
                    "<eos>",
                    "<pad>",
                    "<unk>",
                    "<sep>",
                    "<cls>",
                    "<extra_id_",
                    "<think>",
                    "</think>",
                    "<tool_call>",
                    "</tool_call>",
                    "<tool_response>",
                    "<reserved_",
                    "<unused",
                    "[|",
                    "[system_prompt]",
                    "[available_tools]",
                    "[tool_calls]",
                    "[tool_results]",
                    "[bos]",
                    "[eos]",
                    "[eot]",
                    "gpt4 correct ",
                    "<im_start>",
                    "<im_end>"),
            opening(
                    Artefacts.ROLE_HEADER,
                    "there is the header of a turn",
                    "\\s*(?:#+ |\\*\\*)?(?:(?i:assistant|human|ai assistant|chatbot|system prompt)|AI|ASSISTANT|USER"
                            + "|SYSTEM|ChatGPT)(?:\\*\\*)?\\s?:(?:\\*\\*)?(?=\\s)"),
            anywhere(
                    Artefacts.ROLE_HEADER,
                    "there is the header of a turn",
                    0,
                    true,
                    "\\n[ \\t]{0,8}(?:\\n|### ?)(?:Human|Assistant|USER|ASSISTANT|User|Human|SYSTEM)\\s?:(?=\\s|\\z)"
                            + "|\\n(?:ASSISTANT|USER):(?=\\s|\\z)",
                    "\nhuman:",
                    "\nassistant:",
                    "\nuser:",
                    "\n### human",
                    "\n### assistant",
                    "\n### user",
                    "\n\nhuman:",
                    "\n\nassistant:",
                    "\n\nuser:",
                    "\n\nsystem:"),
            anywhere(
                    Artefacts.PROMPT_LEFTOVER,
                    "there is a mark of the prompt's own form",
                    1,
                    true,
                    "(?m)^[ \\t]{0,8}#{2,4} ?(?:Instructions?|Input|Response|Output|Human|Assistant|System|Prompt|Query|Question"
                            + "|Answer|User|Rewritten (?:Prompt|Text)|Context|Task|Solution|End) ?:"
                            + "|#(?:The )?(?:Given|Rewritten|Created|New|Final Rewritten) (?:Prompt|Instruction)#"
                            + "|(?i:<no ?(?:input|output)>)|^###\\s{0,9}\\z|^#{3} {0,9}\\d+\\. (?:Instruction|Input|Output):"
                            + "|\\[(?:The )?(?:Start|End) of (?:the )?(?:Assistant|User|Answer|Conversation|Document)[^\\]\\n]{0,30}\\]"
                            + "|\\[END\\]|\\[/?(?:RESPONSE|ANSWER|OUTPUT|CONTEXT|PROMPT)\\]|<(?:/?(?:response|answer|output|prompt"
                            + "|instruction|instructions|context|rewritten|result|reply))>",
                    "###",
                    "<noinput",
                    "<no input",
                    "<nooutput",
                    "<no output",
                    "#given",
                    "#the given",
                    "#rewritten",
                    "#created",
                    "#new ",
                    "#final",
                    "#the rewritten",
                    "[the start",
                    "[the end",
                    "[start of",
                    "[end of",
                    "[end]",
                    "[response]",
                    "[/response]",
                    "[answer]",
                    "[/answer]",
                    "[output]",
                    "[/output]",
                    "[context]",
                    "[prompt]",
                    "</response>",
                    "<response>",
                    "</answer>",
                    "<answer>",
                    "</output>",
                    "</prompt>",
                    "<instruction>",
                    "</instruction",
                    "<context>",
                    "</context>",
                    "<rewritten>",
                    "</rewritten>",
                    "</result>",
                    "<reply>",
                    "</reply>",
                    "## response:",
                    "## input:",
                    "## instruction:",
                    "## output:",
                    "## answer:"),
            opening(
                    Artefacts.PROMPT_LEFTOVER,
                    "the text begins with a mark of the prompt's own form",
                    "\\s*(?:Below is an instruction that describes a task|Come up with a series of tasks:"
                            + "|You are (?:a|an) (?:helpful|AI|expert|intelligent|language|large)[^.\\n]{0,40}(?:assistant|model|AI)\\b"
                            + "|(?:#{1,3} |\\*\\*)?(?:\\d+\\. )?(?:Instruction|Input|Output|Response|Rewritten (?:text|version|prompt"
                            + "|question|sentence|instruction|passage|paragraph)|Revised (?:text|version|answer|response|prompt)"
                            + "|Paraphrase(?:d (?:text|version|sentence))?|Completion|Generated (?:text|question|answer|response)"
                            + "|New (?:instruction|prompt|question)|Task description|Corrected (?:text|version|sentence)"
                            + "|Translation|Translated text|Expected output|Model (?:answer|output|response)"
                            + "|Final answer|Instructions?):(?:\\*\\*)?(?=\\s))"),
            anywhere(
                    Artefacts.ASSISTANT_PHRASE,
                    "the assistant speaks of itself",
                    48,
                    false,
                    "(?:^|(?<=[.!?:;,\"\\n(]\\s{0,2}))(?i:(?:but |however,? |sorry,? )?(?:as|being|since i(?:'m|\u2019m| am)) "
                            + MODEL
                            + "(?: (?:developed|created|trained|made|built|designed) by [\\w .]{1,30})?(?:,"
                            + "|\\b)[^.!?\\n]{0,80}?"
                            + "(?:\\b(?:i|my|me)\\b|i['\u2019](?:m|ve|d|ll)\\b|\\z)"
                            + "|\\bi(?:['\u2019]m| am)(?: just| only| merely)? " + MODEL + "(?=[ ,.!;:]))",
                    "as an ai",
                    "being an ai",
                    "as a large language",
                    "as a language model",
                    "as an artificial",
                    "as an llm",
                    "i'm an ai",
                    "i am an ai",
                    "i'm just an ai",
                    "i am just an ai",
                    "i'm only an ai",
                    "i am a language",
                    "i'm a language",
                    "i am a large language",
                    "i'm a large language",
                    "as a virtual assistant",
                    "i am an artificial",
                    "as a helpful ai",
                    "as an advanced ai",
                    "as an ethical ai",
                    "as a responsible ai",
                    "i am only an ai",
                    "as an advanced language",
                    "since i'm an ai",
                    "since i am an ai",
                    "i'm a virtual assistant",
                    "i am a virtual assistant",
                    "as an ethical",
                    "i'm an llm",
                    "i am an llm"),
            anywhere(
                    Artefacts.ASSISTANT_PHRASE,
                    "the assistant speaks of its making",
                    16,
                    false,
                    "(?i:\\bmy (?:knowledge|training) (?:cut-?off|data (?:only )?(?:goes|extends|includes|ends|is limited)"
                            + "|(?:base )?(?:only )?(?:extends|goes|ends|was last updated))"
                            + "|\\bas of my (?:last|latest|most recent|knowledge|training)(?: (?:knowledge"
                            + "|training))? ?(?:update|cut-?off|training|data|knowledge)?"
                            + "|\\bup to my last (?:update|training)|\\bi was (?:trained|created|developed|made|built) by (?:openai|anthropic|google|meta"
                            + "|microsoft|alibaba|mistral|hugging|deepseek|xai)"
                            + "|\\b(?:regenerate response)\\b|\\bmy last (?:knowledge )?(?:update|training)\\b"
                            + "|\\bmy (?:pre-?)?training data\\b)",
                    "my knowledge",
                    "my training",
                    "of my last",
                    "of my latest",
                    "of my most recent",
                    "i was trained by",
                    "i was created by",
                    "i was developed by",
                    "i was made by",
                    "i was built by",
                    "regenerate response",
                    "my last update",
                    "my last knowledge",
                    "my last training",
                    "my pretraining",
                    "my pre-training"),
            opening(
                    Artefacts.PREAMBLE,
                    "the answer announces itself",
                    "\\s*(?:\\*\\*)?(?i:(?:(?:sure(?: thing)?|certainly|of course|absolutely|definitely|gladly"
                            + "|(?:that['\u2019]s a |what a )?(?:great|good|excellent|interesting) question|no problem"
                            + "|okay|ok|alright|all right|understood|got it|yes|happy to help|i['\u2019]d be happy to help|i can help(?: you)?"
                            + " with that)\\b ?[!,.:-]+\\s{0,3}"
                            + "(?:here(?:['\u2019]s| is| are)(?: (?!the (?:thing|deal|catch|problem|rub|kicker|point)\\b|(?:where|what|how|why|hoping|looking|to)\\b)|:)"
                            + "|i(?:['\u2019]d| would| will|['\u2019]ll| can|['\u2019]ve| have)"
                            + " (?:be )?(?:happy|glad|love|help|provide|try|do my best|gladly|write|create|rewrite|re-?written|written|created"
                            + "|explain|assist|generate|summari[sz]e|translate|give you|walk you)"
                            + "|let me (?!know|in\\b|go\\b|out\\b|be\\b|see\\b)|let['\u2019]s (?:break|go through|take a|dive|start|explore)"
                            + "|below (?:is|are)\\b|the following\\b|as requested|based on|this is (?:a|the|an) "
                            + TASK_WORD + ")"
                            + "[^\\n.!:]{0,100}:?"
                            + "|(?:certainly|absolutely|sure thing|great question|excellent question)!(?=\\s)(?!\\s{0,2}(?:he|she|said|they|it|[\"'\u201D]))[^\\n.!]{0,60}"
                            + "|(?:sure|of course)!(?=\\s*\\n)"
                            + "|i(?:['\u2019]d| would) be (?:happy|glad|delighted|pleased) to (?:help|assist|provide|answer|create|write|explain|share)[^\\n.!]{0,60}"
                            + "|thank you for (?:your (?:question|request|prompt|query|inquiry about)|the (?:question|prompt)|asking|providing)[^\\n.!]{0,40}"
                            + "|here(?:['\u2019]s| is| are) (?:the|a|an|my|your|one(?: possible)?|some|another|\\w+) (?:possible |potential |more |slightly |fully |concise |brief |short"
                            + " |newly |final |clear )?" + TASK_WORD + "[^\\n:.]{0,100}[:.]"
                            + "|here(?:['\u2019]s| is| are) (?:the|a|an|my|your|one(?: possible)?|some|another|\\w+) (?:[\\w-]+ ){0,4}?"
                            + PRODUCT + "s?"
                            + "(?: (?:of|for|to|that|based|you|in|as|about|with|following|written|using|describing|which|explaining|on)[^\\n:]{0,120})?:(?=\\s{0,3}(?:\\n|\"|\\*\\*|\\z))"
                            + "|(?:as requested|as per your request|as you requested|per your request)[,:]"
                            + "|(?:below|the following) (?:is|are) (?:the|a|an|my|your|some) (?:[\\w-]+ ){0,3}?(?:"
                            + TASK_WORD + "|summary|translation|response)[^\\n]{0,100}:"
                            + "|i(?:['\u2019]ve| have) (?:" + TASK_WORD
                            + "|written|created|prepared) (?:the|your|a|an|this)[^\\n]{0,100}[:.](?=\\s)))"),
            anywhere(
                    Artefacts.CLOSING,
                    "the answer counts itself at its end",
                    18,
                    true,
                    "(?:\\n|(?<=[.!?] ))\\s*[(\\[*]{0,3}(?:approx\\w*\\.? |about |~|exactly |total:? )?\\d{1,5} (?:words|characters)[)\\]*.]{0,3}\\s*\\z",
                    " words",
                    " characters"),
            ending(
                    Artefacts.CLOSING,
                    "the answer talks about itself at its end",
                    "(?i:(?:please |just )*let me know (?:if|whether|how|what|when|which|in case)\\b[^\\n]{0,160}|(?:please )?feel free to (?:ask|reach out|let me|contact me"
                            + "|modify|adjust|customi[sz]e|edit|change|use|tweak|adapt|share)[^\\n]{0,160}|(?:(?:i|we) )?hope (?:this|that|it|these|the) [^\\n.!]{0,40}?(?:help|meets|is what|answers"
                            + "|useful|works for you|clarif|satisf|suits)[^\\n]{0,80}|is there (?:anything|something) (?:else|more) (?:i|you|that i)[^\\n]{0,120}"
                            + "|(?:(?:would you like|do you want|want) (?:me|to (?:know|hear|learn|see)|i )|(?:shall|should) i (?:make|add|continue|write|explain|go on|give|expand|change|shorten|provide|translate|rewrite|also|elaborate|try|adjust|keep|include))[^\\n]{0,120}\\?"
                            + "|if you(?: have| need|['\u2019]d like| would like| want| require)(?: [\\w'\u2019]+){0,8},? (?:(?:please |just |don['\u2019]t hesitate to |do not hesitate to |feel free to )*(?:let me know|ask|reach out|feel free|tell me)|i(?:['\u2019](?:m|d|ll)| am| would| can| will)\\b)[^\\n]{0,120}"
                            + "|(?:please )?(?:don['\u2019]t|do not) hesitate to (?:ask|reach|contact|let)[^\\n]{0,120}"
                            + "|(?:please )?note(?: that)?:? (?:that )?(?:i(?:['\u2019]ve| have| am|['\u2019]m| did| tried| cannot| used| was| made| kept)|(?:this|the|my) (?:response|answer|text|version|rewrit\\w+|rewritten|output|summary|above|story|translation|word count|paraphras\\w+|original|given|prompt|instruction)|word count)[^\\n]{0,200}"
                            + "|(?:total )?(?:word|character|sentence) ?count:? ?(?:is |approximately |about |~)?[\\d,]+[^\\n]{0,40}"
                            + "|(?:this|the above) (?:response|answer|text|content|summary|story|version|rewrite) (?:was|is|has been|meets|follows|contains|uses)"
                            + " (?:generated|written|created|produced|rewritten|your|the (?:prompt|instruction|requirement)|exactly|approximately|about|all (?:of )?the)[^\\n]{0,120}"
                            + "|i(?:['\u2019]ve| have) (?:" + TASK_WORD
                            + "|made (?:some|the|a few|sure)|kept|tried|changed|removed|added|followed|used)[^\\n]{0,160}"
                            + "|end of (?:response|answer|story|output|text|document)\\b|happy to (?:help|assist|clarify|provide|elaborate)[^\\n]{0,80}"
                            + "|i(?:['\u2019]m| am) (?:here|happy|glad|always here)(?: to help)?[^\\n]{0,60}(?:help|assist|questions|need)[^\\n]{0,60})",
                    "let me know",
                    "feel free to",
                    "i hope th",
                    "hope this",
                    "hope that",
                    "i hope it",
                    "we hope th",
                    "is there anything",
                    "is there something",
                    "would you like",
                    "do you want",
                    "shall i",
                    "should i",
                    "if you have",
                    "if you need",
                    "if you'd like",
                    "if you would like",
                    "if you want",
                    "if you require",
                    "please note",
                    "note: ",
                    "note that",
                    "word count",
                    "words]",
                    "words)",
                    "this response",
                    "this answer",
                    "the above",
                    "i've ",
                    "i have ",
                    "end of response",
                    "end of answer",
                    "end of story",
                    "end of output",
                    "don't hesitate",
                    "do not hesitate",
                    "please don't hesitate",
                    "please do not hesitate",
                    "please feel free",
                    "please let me know",
                    "want me to",
                    "total word count",
                    "character count",
                    "sentence count",
                    "this summary",
                    "this text",
                    "this content",
                    "this story",
                    "happy to ",
                    "i'm here",
                    "i am here",
                    "i'm happy",
                    "i am happy",
                    "i'm always",
                    "(word",
                    "end of text",
                    "this version",
                    "this rewrite",
                    "i'm glad"),
            new ArtefactRule.OpenPlace(
                    Artefacts.PLACEHOLDER, triggers("[", "<", "{", "todo", "fixme", "tbd", "xx", "lorem ipsum ")));

    /// Built behind the rules, which name the phrases.
    static final Triggers TRIGGERS = new Triggers(PHRASES);

    private ArtefactRules() {}

    private static ArtefactRule opening(String code, String explanation, String expression) {
        return new ArtefactRule.Opening(code, explanation, Pattern.compile(expression));
    }

    private static ArtefactRule anywhere(
            String code, String explanation, int back, boolean mentions, String expression, String... triggers) {
        return new ArtefactRule.Anywhere(
                code, explanation, triggers(triggers), back, mentions, Pattern.compile(expression));
    }

    private static ArtefactRule ending(String code, String explanation, String expression, String... triggers) {
        return new ArtefactRule.Ending(code, explanation, triggers(triggers), Pattern.compile(expression));
    }

    private static BitSet triggers(String... phrases) {
        BitSet chosen = new BitSet();
        for (String phrase : phrases) {
            int index = PHRASES.indexOf(phrase);
            if (index < 0) {
                index = PHRASES.size();
                PHRASES.add(phrase);
            }
            chosen.set(index);
        }
        return chosen;
    }
}
