package dev.seedbed.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How refusals begin, as patterns over [Folded] text. All gaps are bounded, so that matching takes bounded
/// time.
final class RefusalPhrases {
    /// What one may be sorry for without having done anything.
    private static final String CONFUSION = "(?: (?:for|about) (?:the|any|this|that|my|your)(?: [a-z]{1,15}){0,2}?"
            + " (?:confusion|misunderstanding|misunderstandings|inconvenience|trouble|mix-up))?";

    private static final String SORRY = "(?:"
            + "(?:(?:(?:i'?m|i am|we'?re|we are) )?(?:so |very |really |truly |deeply |terribly )?(?:sorry|afraid)"
            + "|(?:i |we )?(?:sincerely |do |must |deeply )?apologi[sz]e|(?:my |our )?(?:sincere |sincerest "
            + "|deepest )?apologies|unfortunately|regrettably|regretfully|sadly|i regret to (?:say"
            + "|inform you)"
            + "|oops|uh-oh|no|nope)" + CONFUSION + ")";

    /// "I can't", with what may stand in between.
    private static final String I_CANNOT = "(?:i|we)(?: (?:really|simply|just|currently|absolutely|also|do"
            + "|therefore))?"
            + "(?: (?:can't|cannot|can not|can no longer|could not|couldn't|won't be able to"
            + "|will not be able to|won't"
            + "|will not|would not be able to|wouldn't be able to|am unable to|are unable to|am not able to"
            + "|are not able to|am currently unable to|am incapable of|must refuse to|have to refuse to|refuse to"
            + "|decline to|do not feel comfortable|don't feel comfortable"
            + "|(?:am|are) (?:just |currently |simply )?not (?:able|allowed|permitted|authori[sz]ed|programmed"
            + "|designed|trained|equipped|capable|qualified|comfortable|willing|at liberty"
            + "|in a position)(?: to| of)?)"
            + "|(?:'m|'re) (?:just |currently |simply |still |really )?(?:unable to|incapable of|not (?:able|allowed"
            + "|permitted|authori[sz]ed|programmed|designed|trained|equipped|capable|qualified|comfortable|willing"
            + "|at liberty|in a position)(?: to| of)?))";

    private static final String ADVERBS =
            "(?: (?:actually|directly|really|in good conscience|ethically|legally|provide or|create or|help or"
                    + "|write or|assist or|with|fully|accurately|physically|knowingly|currently))*";

    /// What assistants are asked to do. The lookaheads keep idioms and daily life out.
    private static final String TASK = "(?:help(?:ing)?(?! (?:but|it\\b|myself|him|her|them|wonder|feel|think|fall"
            + "|notic|smil|laugh|being|worry|imagin|be\\b))"
            + "|assist|aid(?:ing)? (?:you|in)|be of (?:help|assistance|any)|provid(?:e|ing)(?! for (?:my|our))"
            + "|fulfil|comply|complying|accommodate|satisfy|grant"
            + "|answer(?:ing)?(?! (?:the (?:phone|door)|my))|respond(?:ing)? to (?:this|that|your|such|these|the)"
            + "|creat(?:e|ing) (?!(?:a (?:life|family)|without|anything))|generat(?:e|ing)|produc(?:e|ing) "
            + "(?:this|that|such|any|content|a|an|the)|writ(?:e|ing) (?:this|that|such|any|content|a|an|the"
            + "|code|about"
            + "|your|explicit|sexual|erotic|hate|harmful|it for)|compos(?:e|ing) (?:this|that|such|any|a|an)"
            + "|giv(?:e|ing) (?:you |out )?(?:a|an|any|advice|instructions|information|specific|medical|legal"
            + "|financial|details|personal|that|this|such|opinions?|the (?:information|details|answer))"
            + "|offer(?:ing)? (?:any|advice|you|medical|legal|financial|instructions|guidance|a|an|that|this)"
            + "|shar(?:e|ing) (?:that|this|any|such|personal|private|information|the (?:information|details)|details)"
            + "|discuss(?:ing)? (?:this|that|such|any|the|topics|how|illegal|details)"
            + "|do (?:that|this|so|it for you|what you)|engag(?:e|ing) (?:in|with)|support(?:ing)? (?:this|that|such"
            + "|any|your request|requests|or|hate|violence|harm|illegal)|complet(?:e|ing) (?:this|that|the|your|such)"
            + "|continu(?:e|ing) (?:this|that|with this|with that|the (?:conversation|story|roleplay))"
            + "|recommend(?:ing)? (?:any|specific|a specific|that|this|such|illegal)(?![^.!?\\n]{0,60} enough)"
            + "|suggest(?:ing)? (?:any|ways|that|methods)|advis(?:e|ing) (?:you|on)"
            + "|access(?:ing)? (?:the|real|external|your|live|current|any|websites?|files?|urls?|links?|that|this)"
            + "|brows(?:e|ing)|open(?:ing)? (?:the |any |external )?(?:links?|urls?|files?|websites?|attachments?)"
            + "|(?:view|see|hear|watch|listen to|display|show|draw|play)(?:ing)? (?:the |any |this |that "
            + "|your |you )?"
            + "(?:images?|pictures?|photos?|videos?|audio|music|files?|attachments?|documents?|drawings?|songs?)"
            + "|translat(?:e|ing) (?:this|that|the|it)|tell(?:ing)? you (?:how to|the (?:time|weather|current|exact)"
            + "|what the (?:weather|time)|about (?:current|specific|how))|predict(?:ing)? the (?:future|weather|stock"
            + "|price|outcome|winner)|participat(?:e|ing) in (?:this|that|such|any|activities|conversations?)"
            + "|proceed(?:ing)? with (?:this|that|your|the) (?:request|task|conversation)?"
            + "|perform(?:ing)? (?:this|that|the|such|any|actions|tasks)|execut(?:e|ing) (?:this|that|the|code|any)"
            + "|summari[sz](?:e|ing) (?:this|that|the)|explain(?:ing)? how to|describ(?:e|ing) how to"
            + "|determin(?:e|ing) (?:the|which|what|whether)|identify(?:ing)? (?:the (?:person|people"
            + "|individual)|people"
            + "|real|individuals|who)|diagnos(?:e|ing)|promot(?:e|ing)|encourag(?:e|ing) (?:this|that|such|any|or"
            + "|illegal|violence)|condon(?:e|ing)|facilitat(?:e|ing)|endors(?:e|ing)|carry(?:ing)? out (?:this"
            + "|that|the"
            + "|such)|role-?play|pretend to be|impersonat(?:e|ing)|process(?:ing)? (?:this|that|your) request"
            + "|mak(?:e|ing) (?:that|this|such|any|jokes?|explosives|a (?:joke|judg|decision|diagnosis|determination"
            + "|prediction|bomb))|express(?:ing)? (?:personal )?(?:opinions|views|feelings about|preferences)"
            + "|hav(?:e|ing) (?:personal |any )?(?:opinions|preferences|feelings|beliefs|this conversation)"
            + "|verify(?:ing)? (?:this|that|the)|remember(?:ing)? (?:our |any )?(?:previous|past|earlier)"
            + "|search(?:ing)? (?:the (?:web|internet)|online)|send(?:ing)? (?:e-?mails?|messages))";

    private static final String MODEL =
            "an? (?:responsible |helpful |ethical |harmless |friendly )?(?:ai|a\\.i\\.|artificial intelligence"
                    + "|(?:large |text-based |ai )*language model|llm|chatbot|virtual assistant|digital assistant"
                    + "|text-based|automated|computer program|machine learning model)\\b";

    private static final String UNABLE = "(?:i|it(?:'s| is| would be)) ?(?:don't|do not|cannot|can't|can not"
            + "|am not|'m "
            + "not|am unable|'m unable|have no|lack|won't|will not|must decline|do not have|should not|shouldn't"
            + "|not (?:appropriate|possible|ethical|able|within)|am only able|wasn't|was not|'m incapable"
            + "|am incapable)";

    private static final String COURTESY =
            "(?:(?:(?:i (?:understand|appreciate|know|see|realize|realise|hear|respect|acknowledge|recognize)"
                    + "|thank you|thanks|while i|although i|though i|hello|hi|hey|well|hmm|oh)[^.!?\\n]{0,140}?"
                    + "(?:[,;:-]| but| however)+ (?:but |however,? |unfortunately,? )*))?";

    private static final Pattern APOLOGY = compile(SORRY + "[^.!?\\n]{0,120}?[ ,:;.!-]+(?:but |that |as |however,? )?"
            + "(?:as " + MODEL + "[^.!?\\n]{0,80}?)?" + I_CANNOT + ADVERBS + " " + TASK);

    private static final Pattern INABILITY = compile(
            COURTESY + "(?:but |however,? |unfortunately,? |so |while |although |though |even though |since |because )?"
                    + I_CANNOT + ADVERBS + " " + TASK);

    private static final Pattern MODEL_SPEAKING = compile("(?:" + SORRY + "[, ]+(?:but )?)?(?:(?:as|being"
            + "|since i(?:'m"
            + "| am)|because i(?:'m| am)) |i(?:'m| am) (?:just |only |merely |simply )?)(?:just )?" + MODEL
            + "[^!?\\n]{0,140}?\\b" + UNABLE);

    private static final Pattern WITHOUT_ABILITY =
            compile(COURTESY + "(?:" + SORRY + "[, ]+(?:but )?)?i (?:don't|do not)"
                    + " (?:currently |actually |really )?have (?:the (?:ability|capability|capacity|necessary|means) "
                    + "|access to (?:real|the internet|current|live|your|external|up-to-date|that|this"
                    + "|personal|specific|any"
                    + "|the (?:latest|specific|current|necessary))|personal (?:opinions|experiences?"
                    + "|preferences|feelings"
                    + "|beliefs|information)|real-time|feelings(?! for| toward)|emotions|(?:enough"
                    + "|sufficient) (?:information"
                    + "|context|details|data) (?:to|about|on)|any (?:specific )?(?:information|data"
                    + "|knowledge) (?:about|on"
                    + "|regarding)|information (?:about|on|regarding))");

    private static final Pattern DECLINING = compile(COURTESY + "(?:" + SORRY + "[, ]+(?:but )?)?(?:"
            + "i(?:'ll| will| must| have to| need to| would have to| am going to)? ?(?:have to |need to )?"
            + "(?:respectfully |politely )?(?:decline|refuse)(?: this request|\\.| to (?:" + TASK + "))"
            + "|i must (?:respectfully |politely )?decline(?! (?:your|the|this) (?:kind |generous "
            + "|gracious )*(?:invitation"
            + "|offer|job|position|proposal))"
            + "|i(?:'d| would) (?:rather|prefer) not (?:to )?" + TASK
            + "|(?:it(?:'s| is| would be| would not be| wouldn't be)|that(?:'s| is)) (?:not |in|un)?(?:appropriate"
            + "|ethical|possible) for me to|(?:this|that|your|it)(?: request| question| prompt)? (?:goes against"
            + "|violates|is against|conflicts with) (?:my|our|openai|the) (?:programming|guidelines|polic|principles"
            + "|ethic|content|usage|terms|values)"
            + "|(?:that(?:'s| is)|this is) (?:not )?something (?:that )?i (?:can't|cannot|can|am able to|'m able to"
            + "|am not able to|'m not able to) " + TASK
            + "|my (?:programming|guidelines|training) (?:prevents?|prohibits?|does not allow|doesn't allow)"
            + "|(?:my knowledge|my training data) (?:cutoff|only (?:goes|extends)))");

    /// Who refuses in the third person, and what is refused.
    private static final Pattern THIRD_PERSON = compile("(?:(?:i'm |i am )?(?:sorry|unfortunately)[, ]+(?:but )?)?"
            + "(?:(?:(?:the|this|our) (?:ai|assistant|model|ai assistant|ai model|language model|chatbot|virtual assistant|bot"
            + "|ai system)|chatgpt|gpt-4|claude|gemini|bard) (?:cannot|can't|can not|could not|couldn't|is unable to"
            + "|is not able to|isn't able to|is not (?:allowed|permitted|programmed|designed) to|declines to|declined to|refuses to"
            + "|refused to|won't|will not|must decline|has declined|does not|doesn't)[^.!?\\n]{0,80}"
            + "(?:this (?:request|question|prompt|task|type of|kind of|content)|that (?:request|question|prompt)|such (?:a )?(?:requests?"
            + "|content|questions?|information)|the (?:request|user's|requested|prompt)|your (?:request|question|prompt)|these requests?"
            + "|provide (?:medical|legal|financial|personal)|personal opinions|with that\\b|with this\\b)"
            + "|(?:this|that|your|the(?: user's)?) (?:request|question|prompt|query|content|task)(?: for [^.!?\\n]{1,50})? (?:cannot|can't|can not"
            + "|could not|couldn't|will not|won't) be (?:fulfilled|completed|answered|processed|generated|provided|satisfied|handled"
            + "|honou?red|accommodated|carried out)"
            + "|(?:this|that|your|the) (?:request|question|prompt|content|query) (?:has been|was|is) (?:declined|refused|denied|rejected"
            + "|blocked|not (?:allowed|permitted|something))"
            + "|\\[?(?:request (?:denied|declined|refused|rejected)|refus(?:ed|al)\\]|content (?:blocked|filtered|removed)|response"
            + " (?:blocked|withheld|filtered))"
            + "|(?:no|a) (?:answer|response|reply|help|information) (?:cannot|can't|can|could) be (?:given|provided|generated)(?: for| to)"
            + " (?:this|that|such))");

    /// Unwillingness without saying so outright.
    private static final Pattern SOFT = compile(COURTESY + "(?:" + SORRY + "[, ]+(?:but )?)?(?:"
            + "i(?:'m| am) (?:going to have to|gonna have to|going to|afraid i(?:'ll| will)? have to) (?:pass on|decline|refuse|say no|stop)"
            + "|i(?:'ll| will) have to (?:pass on|decline|refuse|say no)"
            + "|i(?:'d| would) (?:rather|prefer) (?:not\\b(?! (?:go|be|eat|live|have|see|wait|talk|spend|die))|if we (?:talked|discussed)|to (?:avoid|not|steer|refrain|stay away))"
            + "|i (?:don't|do not) (?:think|believe|feel) (?:that )?(?:i (?:should|can|could|would be able to|am able to|ought to|'m able to)"
            + "|it(?:'s| is| would be) (?:appropriate|right|ethical|a good idea|wise|responsible|my place|safe)|(?:that|this)(?:'s| is) (?:something"
            + " i|a (?:topic|request|good)|appropriate)) ?(?:for me to |to )?(?:" + TASK
            + "|answer|get into|go into|speak|weigh in|write|provide"
            + "|comment|can help|should help|share|discuss)"
            + "|i(?:'m| am) not (?:really |quite |entirely )?(?:sure|certain|comfortable|confident)(?: (?:that|if|whether))? (?:i (?:can|should|am able to|'m able to|could) "
            + TASK
            + "|(?:with|about|answering|discussing|sharing|providing|writing|generating|creating|giving|helping|doing|engaging))"
            + "|i(?:'m| am) not the (?:right|best) (?:one|resource|source|tool|assistant)(?: [a-z]{1,12}){0,3} (?:for|to)"
            + "|(?:i think )?(?:it(?:'s| is| would be| might be) (?:best|better)|we should|let's|let us|could we|can we|perhaps we"
            + " (?:could|should|can)|maybe we (?:could|should|can)) (?:(?:if (?:we|i) )?(?:avoid|don't|didn't|not|talk(?:ed)? about|discuss(?:ed)?|focus(?:ed)?"
            + " on|change(?:d)?|move(?:d)? on|steer(?:ed)?|stick to|keep) )[^.!?\\n]{0,40}(?:something else|something different|the (?:topic|subject)"
            + "|(?:this|that|another|a different|other) (?:topic|subject|one|topics)|more (?:positive|constructive|appropriate))"
            + "|(?:that|this)(?:'s| is| isn't| is not|'s not)(?: really| just| simply)? (?:not )?(?:something|a (?:topic|subject|question|request|task)|an area)"
            + " (?:that )?(?:i(?:'m| am|'d| would| can| do|'ll| will| could)?|where i|on which i)(?: be)? ?(?:can't|cannot|not|won't|don't|able|comfortable|willing"
            + "|allowed|unable|prepared|help with|do\\b|can (?:help|assist|do)|engage)"
            + "|i (?:have to|must|need to|will|'ll) (?:refrain|abstain) from|i must (?:emphasi[sz]e|stress|clarify|point out|insist) that i (?:can't|cannot|am not|do not|don't|am unable)"
            + "|i (?:strongly )?(?:advise|urge|recommend) (?:you )?(?:against|not to) [^.!?\\n]{0,60}(?:and|so) (?:i )?(?:can't|cannot|won't)"
            + "|(?:due to|because of|in (?:line|accordance|keeping) with|per|under|according to|as per|based on) (?:my|our|openai's|anthropic's|the|these|safety|ethical|content|legal"
            + "|privacy|company)(?: [a-z'-]{1,15}){0,4} (?:polic(?:y|ies)|guidelines?|restrictions?|limitations?|programming|constraints?|reasons|concerns|principles"
            + "|rules|regulations|standards)[^.!?\\n]{0,30}?[, ]+(?:i|we) (?:can't|cannot|am unable|'m unable|am not|'m not|must|won't|will not|have to|do not|don't|are unable|are not)"
            + "|(?:my|our|openai's|the content|the safety|the usage) (?:polic(?:y|ies)|guidelines|safety (?:guidelines|rules|policies)|ethical (?:guidelines|principles)"
            + "|principles|rules|creators|developers|safety settings|content polic(?:y|ies)) (?:do not|don't|does not|doesn't|prohibit|prohibits|prevent|prevents|forbid|forbids|restrict|restricts"
            + "|won't|will not)(?: me| allow| let| permit)"
            + "|i(?:'ve| have) been (?:programmed|trained|designed|instructed|told|asked)(?: specifically)? (?:not to|to (?:avoid|decline|refuse|not))"
            + "|i(?:'m| am) (?:bound by|programmed to (?:avoid|decline|refuse|follow)|designed to (?:avoid|decline|refuse|be safe|be helpful and harmless)|here to (?:provide|offer)"
            + " (?:safe|helpful|positive)|only able to|limited to|prohibited from|restricted from|prevented from|not going to (?:"
            + TASK + "|answer))"
            + "|(?:providing|giving|sharing|writing|creating|generating|answering|discussing|helping with|engaging in|assisting with) (?:this|that|such|these|instructions|information)"
            + "[^.!?\\n]{0,60} (?:would (?:violate|go against|be (?:unethical|irresponsible|inappropriate|illegal|against))|is (?:against|not something|outside|beyond|something i"
            + " (?:can't|cannot|won't))|goes against|violates|falls outside)"
            + "|(?:that|this|it|your request|the request)(?:'s| is| falls)? (?:outside|beyond|out of)(?: of)? (?:the scope of )?(?:my|what i) (?:capabilit|abilit|scope|knowledge|can|expertise|am able"
            + "|'m able|training|programming|current)"
            + "|as of my (?:last |latest |most recent )?(?:knowledge )?(?:cut-?off|update|training(?: data)?)[^!?\\n]{0,110}?(?:\\bi |n't|not |no )[^.!?\\n]{0,40}"
            + "(?:information|data|access|knowledge|aware|know|details|provide|confirm|able|answer|available|tell)"
            + "|my (?:knowledge|training)[^.!?\\n]{0,60}(?:so|therefore|and) (?:i )?(?:can't|cannot|don't|do not|am not|am unable|might not|may not)"
            + "|i (?:don't|do not|can't|cannot) (?:have|hold|possess|form)(?: any)? (?:personal )?(?:opinions?|beliefs|preferences|feelings or|political)"
            + "|i (?:don't|do not) (?:know|have enough (?:information|context|data)|have (?:any |sufficient )?(?:information|knowledge|data|details)) (?:to answer|to (?:provide|give|help|assist)"
            + "|about (?:that|this|the specific)|enough to)"
            + "|i (?:don't|do not|can't|cannot|won't|will not) (?:condone|support|encourage|promote|endorse|engage in|participate in|facilitate)"
            + "|no, i (?:won't|will not|can't|cannot) (?:do|help|write|provide|answer|assist|give|tell|create))");

    private static final List<Pattern> OTHER_LANGUAGES = Stream.of(
                    // German
                    "(?:es tut mir (?:sehr )?leid|tut mir leid|entschuldig(?:ung|e|en sie)|leider|ich bedau(?:e)?re)"
                            + "[^.!?\\n]{0,60}?\\b(?:kann|darf|könnte|werde"
                            + "|bin) ich[^.!?\\n]{0,80}?\\b(?:nicht|keine?n?)\\b",
                    "(?:es tut mir (?:sehr )?leid|tut mir leid|entschuldigung)[^.!?\\n]{0,40}?\\bich (?:kann"
                            + "|darf|bin|habe)"
                            + "[^.!?\\n]{0,80}?\\b(?:nicht|keine?n?)\\b",
                    "als (?:eine? )?(?:ki\\b|künstliche intelligenz|sprachmodell|ki-[a-z]+"
                            + "|großes sprachmodell)[^!?\\n]{0,120}?"
                            + "\\b(?:nicht|keine?n?)\\b",
                    "(?:ich kann|dabei kann ich|ich darf|das kann ich)[^.!?\\n]{0,60}?\\b(?:nicht|keine?n?)\\b"
                            + "[^.!?\\n]{0,60}?(?:helfen|weiterhelfen|unterstützen|anfrage|beantworten|bereitstellen"
                            + "|anleitung|auskunft|informationen|erfüllen|nachkommen)",
                    // French
                    "(?:je (?:suis|regrette)[^.!?\\n]{0,12}?(?:désolée?|navrée?)?|désolée?|malheureusement"
                            + "|je m'excuse"
                            + "|mes excuses)[^.!?\\n]{0,40}?\\bje (?:ne|n')[^.!?\\n]{0,20}?(?:peux|puis"
                            + "|suis pas en mesure"
                            + "|suis pas capable|pourrai)",
                    "en tant qu(?:e |')(?:ia\\b|intelligence artificielle|modèle de langage|assistant"
                            + "|modèle)[^!?\\n]{0,120}?"
                            + "\\bje (?:ne|n')",
                    "je (?:ne peux pas|ne peux|ne suis pas en mesure de|suis dans l'incapacité de"
                            + "|ne suis pas autorisée? à)"
                            + "[^.!?\\n]{0,12}?(?:aider|répondre|fournir|donner|créer|écrire|générer"
                            + "|satisfaire|discuter"
                            + "|accéder|assister|traiter|faire cela|vous)",
                    // Spanish
                    "(?:lo siento|lo lamento|disculpa|disculpe|perdón|perdona|desafortunadamente"
                            + "|lamentablemente|me temo que)"
                            + "[^.!?\\n]{0,60}?\\bno (?:puedo|podré|soy capaz|me es posible|estoy (?:autorizad"
                            + "|en condiciones)"
                            + "|tengo (?:acceso|la capacidad))",
                    "como (?:una? )?(?:ia\\b|inteligencia artificial|modelo de lenguaje"
                            + "|asistente)[^!?\\n]{0,120}?\\bno (?:puedo"
                            + "|tengo|soy|estoy|me)",
                    "no (?:puedo|soy capaz de|me es posible) (?:ayudar|asistir|proporcionar|responder|cumplir"
                            + "|crear|generar"
                            + "|ofrecer|dar(?:te|le)|escribir|participar|brindar|acceder)",
                    // Italian
                    "(?:mi dispiace|spiacente|sono spiacente|purtroppo|mi scuso"
                            + "|chiedo scusa)[^.!?\\n]{0,60}?\\bnon (?:posso"
                            + "|sono in grado|mi è possibile|ho accesso)",
                    "(?:in quanto|come|essendo) (?:un'?a? ?)?(?:ia\\b|intelligenza artificiale"
                            + "|modello linguistico|modello di "
                            + "linguaggio|assistente)[^!?\\n]{0,120}?\\bnon ",
                    "non (?:posso|sono in grado di) (?:aiutar|assister|fornir|risponder|soddisfar|crear"
                            + "|generar|scriver|dar)",
                    // Portuguese
                    "(?:desculpe|desculpa|sinto muito|lamento|infelizmente"
                            + "|peço desculpas?)[^.!?\\n]{0,60}?\\bnão (?:posso"
                            + "|consigo|sou capaz|estou autorizad|tenho (?:acesso|capacidade)|me é possível)",
                    "como (?:uma? )?(?:ia\\b|inteligência artificial|modelo de linguagem"
                            + "|assistente)[^!?\\n]{0,120}?\\bnão ",
                    "(?:eu )?não (?:posso|consigo|sou capaz de) (?:ajudar|auxiliar|fornecer|responder|atender"
                            + "|criar|gerar"
                            + "|oferecer|dar|escrever|participar)",
                    // Dutch
                    "(?:het spijt me|sorry|helaas)[^.!?\\n]{0,40}?\\b(?:ik kan|kan ik|ik ben|ik mag)[^.!?\\n]{0,60}?"
                            + "\\b(?:niet|geen)\\b",
                    "als (?:een )?(?:ai\\b|ai-taalmodel|taalmodel|ai-assistent)[^!?\\n]{0,120}?\\b(?:niet|geen)\\b",
                    // Polish
                    "(?:przepraszam|przykro mi|niestety)[^.!?\\n]{0,40}?\\bnie (?:mogę|jestem w stanie|potrafię|mam)",
                    "jako (?:model językowy|sztuczna inteligencja|ai\\b|asystent)[^!?\\n]{0,120}?\\bnie ",
                    // Russian
                    "(?:извините|простите|прошу прощения|к сожалению"
                            + "|мне (?:очень )?жаль)[^.!?\\n]{0,40}?я (?:не могу|не в "
                            + "состоянии|не имею|не способ)",
                    "(?:как|будучи) (?:языковая модель|искусственн|ии\\b|языковой модель)[^!?\\n]{0,120}?не ",
                    "я не могу (?:помочь|предоставить|ответить|выполнить|создать|дать|обсуждать|написать)",
                    // Turkish, Swedish
                    "(?:üzgünüm|maalesef|özür dilerim)[^.!?\\n]{0,120}?(?:emem|amam|emiyorum|amıyorum|mümkün değil)",
                    "(?:tyvärr|jag är ledsen|jag beklagar|förlåt)[^.!?\\n]{0,40}?(?:kan jag|jag kan"
                            + "|jag är)[^.!?\\n]{0,40}?"
                            + "\\b(?:inte|ingen)\\b",
                    // Without an apology: Dutch, Polish, Swedish, Danish and Norwegian, Arabic, Indonesian, Vietnamese,
                    // Japanese,
                    // Korean
                    "(?:ik kan|hier kan ik|daar kan ik|hierbij kan ik)[^.!?\\n]{0,50}?\\b(?:niet|geen)\\b[^.!?\\n]{0,40}?(?:helpen"
                            + "|beantwoorden|verstrekken|assisteren|voldoen|bespreken|informatie geven)",
                    "nie (?:mogę|jestem w stanie) (?:pomóc|udzielić|odpowiedzieć|spełnić|dostarczyć|w tym pomóc|tego zrobić)",
                    "jag kan (?:tyvärr )?inte (?:hjälpa|svara|ge dig|tillhandahålla|besvara|diskutera)",
                    "jeg kan (?:dessverre |desværre )?ikke (?:hjelpe|hjælpe|svare|besvare|gi deg|give dig|oplyse|diskutere)",
                    "لا (?:أستطيع|يمكنني) (?:مساعد|تقديم|الإجابة|المساعدة|تلبية|تزويد)",
                    "saya tidak (?:dapat|bisa) (?:membantu|menjawab|memberikan|menyediakan|memenuhi)",
                    "tôi không thể (?:giúp|trả lời|cung cấp|hỗ trợ|thực hiện)",
                    "[^。\\n]{0,40}(?:お手伝い|お答え|提供|対応|回答|お応え)(?:は|を)?(?:することは|することが)?(?:でき(?:ません|かねます)|いたしかねます|致しかねます)",
                    "[^.!?\\n]{0,40}(?:도와드릴|답변드릴|제공해 드릴|제공할|답변할|도와줄|대답할|응할) 수 없습니다",
                    // Danish and Norwegian, Czech, Romanian, Hungarian, Finnish, Greek, Hebrew, Ukrainian, Vietnamese,
                    // Indonesian, Thai
                    "(?:beklager|jeg beklager|desværre|dessverre|undskyld)[^.!?\\n]{0,40}?(?:kan jeg|jeg kan|jeg er)[^.!?\\n]{0,30}?\\b(?:ikke|ingen)\\b",
                    "(?:omlouvám se|je mi líto|promiňte|bohužel)[^.!?\\n]{0,40}?(?:nemohu|nemůžu|nejsem schopen|nejsem schopna|neumím)",
                    "(?:îmi pare rău|ne pare rău|scuze|din păcate|regret)[^.!?\\n]{0,40}?nu (?:pot|sunt în măsură|am acces)",
                    "(?:sajnálom|sajnos|elnézést)[^.!?\\n]{0,60}?(?:nem tud|nem áll módomban|nem segíthet)",
                    "(?:olen pahoillani|valitettavasti|pahoittelen|anteeksi)[^.!?\\n]{0,40}?en (?:voi|pysty|osaa)",
                    "(?:λυπάμαι|συγγνώμη|δυστυχώς)[^.!;\\n]{0,40}?δεν μπορώ",
                    "(?:אני מצטער|מצטער|אני מצטערת|לצערי)[^.!?\\n]{0,40}?(?:לא (?:יכול|יכולה|אוכל))",
                    "(?:вибачте|перепрошую|на жаль|съжалявам|за съжаление)[^.!?\\n]{0,40}?не (?:можу|мога)",
                    "(?:xin lỗi|rất tiếc|tôi (?:rất )?xin lỗi)[^.!?\\n]{0,50}?không thể",
                    "(?:maaf|mohon maaf|saya minta maaf|sayangnya)[^.!?\\n]{0,50}?tidak (?:dapat|bisa|mampu)",
                    "(?:ขออภัย|ขอโทษ|น่าเสียดาย)[^\\n]{0,60}?ไม่(?:สามารถ|ได้)",
                    // Arabic, Hindi
                    "(?:عذر[اًا]*|آسف|أعتذر|أنا آسف|للأسف|نأسف)[^.!?؟\\n]{0,60}?(?:لا (?:أستطيع|يمكنني|أقدر)"
                            + "|لن أتمكن|غير قادر)",
                    "(?:मुझे (?:खेद|माफ)|क्षमा करें|माफ़ कीजिए|माफ कीजिए)[^!?\\n]{0,100}?(?:नहीं|असमर्थ)",
                    // Chinese
                    "(?:很|非常|十分|真的)?(?:抱歉|对不起|對不起|不好意思|遗憾)[^。!?！？\\n]{0,40}?(?:我|本|作为)?"
                            + "[^。!?！？\\n]{0,20}?(?:无法|無法|不能|不会|不可以|没有办法|没办法|不便|不宜|拒绝)",
                    "(?:作为|作為|我是|身为)[^。!?！？\\n]{0,12}?(?:ai|人工智能|人工智慧|语言模型|語言模型|助手)[^!?！？\\n]{0,60}?"
                            + "(?:无法|無法|不能|没有|沒有|不会|不具)",
                    "我(?:无法|無法|不能)(?:帮助|帮你|協助|协助|提供|回答|满足|完成|为您|为你|生成|创作|参与|讨论|执行)",
                    // Japanese
                    "(?:大変)?(?:申し訳(?:ありません|ございません|ない)|すみません|すいません|恐れ入ります|残念ながら|ごめんなさい)"
                            + "[^\\n]{0,120}?(?:できません|出来ません|できかねます|いたしかねます|致しかねます|お答えできない|ありません"
                            + "が、|お手伝いできない|わかりません)",
                    "(?:私は|aiとして|aiである|言語モデルとして)[^。\\n]{0,60}?(?:ai|言語モデル|人工知能)?[^。\\n]{0,60}?"
                            + "(?:お答えできません|提供できません|お手伝いできません|持っていません|お応えできません)",
                    // Korean
                    "(?:죄송(?:합니다|하지만|해요|스럽지만)|미안(?:합니다|하지만|해요)|유감(?:스럽게도|입니다)|안타깝게도)[^!?\\n]{0,120}?"
                            + "(?:수 없|없습니다|어렵습니다|못합니다|불가능)",
                    "(?:저는|ai로서|인공지능으로서|언어 모델로서)[^.!?\\n]{0,80}?(?:ai|인공지능|언어 모델)[^!?\\n]{0,100}?(?:수 없|없습니다)")
            .map(RefusalPhrases::compile)
            .toList();

    /// What may open a later sentence of the reply.
    static final List<Pattern> SENTENCES =
            List.of(APOLOGY, INABILITY, MODEL_SPEAKING, WITHOUT_ABILITY, DECLINING, THIRD_PERSON, SOFT);

    /// One of these is in every refusal's first sentences.
    static final Triggers HEAD = new Triggers(List.of(
            "n't",
            "cannot",
            "can not",
            " not ",
            "unable",
            "declin",
            "refus",
            " no ",
            "no longer",
            "nable to",
            "incapable",
            "violat",
            "goes against",
            "against ",
            "conflicts with",
            "unethical",
            "inappropriate",
            "impossible",
            "cutoff",
            "cut-off",
            "my knowledge",
            "my training",
            "n't.",
            "rather",
            "prefer",
            "something else",
            "something different",
            "topic",
            "subject",
            "pass on",
            "refrain",
            "abstain",
            "say no",
            "denied",
            "blocked",
            "filtered",
            "withheld",
            "outside ",
            "beyond ",
            "out of ",
            "bound by",
            "limited to",
            "prohibit",
            "prevent",
            "restrict",
            "programmed",
            "against",
            "lack ",
            "not a",
            "only able",
            "nicht",
            "kein",
            "je ne",
            "je n'",
            "no p",
            "no t",
            "no s",
            "no e",
            "no m",
            "non ",
            "não",
            "niet",
            "geen",
            "nie ",
            "не ",
            "emem",
            "amam",
            "emiyor",
            "amıyor",
            "mümkün",
            "inte",
            "ingen",
            "لا ",
            "لن ",
            "غير",
            "नहीं",
            "असमर्थ",
            "无法",
            "無法",
            "不能",
            "不会",
            "不可以",
            "没有",
            "沒有",
            "没办法",
            "不便",
            "不宜",
            "拒绝",
            "不具",
            "ません",
            "かねます",
            "できない",
            "수 없",
            "없습니다",
            "어렵",
            "못합니다",
            "불가능",
            "नहीं",
            "ikke",
            "kan ikke",
            "není",
            "nemohu",
            "nu pot",
            "nem tud",
            "en voi",
            "δεν",
            "לא ",
            "không",
            "tidak",
            "ไม่",
            "не можу",
            "не мога"));

    /// One of these is in a refusal that stands later in a text.
    static final Triggers LATER = new Triggers(List.of(
            "as an ai",
            "as a language model",
            "as a large language",
            "i'm sorry, but i c",
            "i'm sorry, but i'm",
            "i'm sorry, but i am",
            "i'm sorry, but as",
            "i am sorry, but i",
            "i apologize, but i",
            "sorry, but i c",
            "i cannot fulfill",
            "i can't fulfill",
            "i cannot assist",
            "i can't assist",
            "i can't help with",
            "i cannot help with",
            "i'm unable to",
            "i am unable to",
            "i'm not able to",
            "i am not able to",
            "against my programming",
            "i cannot provide",
            "i can't provide",
            "i must decline",
            "i have to decline",
            "i cannot comply",
            "i can't comply",
            "i cannot generate",
            "i can't generate",
            "i cannot create",
            "i can't create",
            "i won't be able to",
            "i cannot engage",
            "i can't engage",
            "i don't have personal",
            "i do not have personal",
            "i don't have access to real",
            "i cannot answer",
            "i can't answer",
            "i can't discuss",
            "i cannot discuss",
            "i cannot continue",
            "i can't continue",
            "i cannot complete",
            "i can't complete"));

    /// What may open a third sentence.
    static final List<Pattern> THIRD_SENTENCES =
            List.of(APOLOGY, INABILITY, WITHOUT_ABILITY, DECLINING, THIRD_PERSON, SOFT);

    /// What may open a sentence anywhere.
    static final List<Pattern> LATER_SENTENCES = List.of(APOLOGY, INABILITY, WITHOUT_ABILITY, DECLINING);

    /// What may open the reply.
    static final List<Pattern> OPENINGS =
            Stream.concat(SENTENCES.stream(), OTHER_LANGUAGES.stream()).toList();

    private RefusalPhrases() {}

    private static Pattern compile(String expression) {
        return Pattern.compile(expression);
    }
}
