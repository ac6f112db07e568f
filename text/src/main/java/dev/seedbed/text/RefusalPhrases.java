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

    private static final Pattern INABILITY =
            compile(COURTESY + "(?:but |however,? |unfortunately,? |so )?" + I_CANNOT + ADVERBS + " " + TASK);

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
    static final List<Pattern> SENTENCES = List.of(APOLOGY, INABILITY, MODEL_SPEAKING, WITHOUT_ABILITY, DECLINING);

    /// What may open the reply.
    static final List<Pattern> OPENINGS =
            Stream.concat(SENTENCES.stream(), OTHER_LANGUAGES.stream()).toList();

    private RefusalPhrases() {}

    private static Pattern compile(String expression) {
        return Pattern.compile(expression);
    }
}
