package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private final Refusals refusals = new Refusals();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I\u2019m sorry, but I can\u2019t assist with that request.",
                "I'm sorry, I cannot fulfill that request. As an AI language model, I must follow guidelines.",
                "Sorry, but I'm not able to provide instructions for building weapons.",
                "I apologize, but I cannot provide medical advice.",
                "I apologize for any confusion, but I am unable to access external websites.",
                "My apologies, but I can't create content of that kind.",
                "Unfortunately, I am not able to browse the internet.",
                "Unfortunately I can't help you with this one.",
                "I cannot provide a recipe for that.",
                "I can't do that.",
                "I can not answer this question.",
                "I won't help you harm others.",
                "I will not engage in discussions that promote violence.",
                "I'm unable to assist with that.",
                "I am unable to generate images.",
                "As an AI language model, I don't have personal opinions.",
                "As an AI, I cannot give legal advice.",
                "As a large language model, I am not able to do this.",
                "I'm just an AI, I don't have feelings.",
                "I am an AI language model and cannot browse the web, so it is not possible for me.",
                "I do not have access to real-time information.",
                "I don't have the ability to see images.",
                "I don't have personal experiences to share.",
                "I must respectfully decline to answer.",
                "I must decline this request.",
                "I would rather not discuss this topic.",
                "I'm not comfortable writing explicit content.",
                "It is not appropriate for me to provide that information.",
                "It would be unethical for me to help you cheat.",
                "That goes against my programming.",
                "This request violates our content policy.",
                "I understand that you are curious, but I cannot provide instructions on hacking.",
                "I appreciate your interest, but I'm not able to share that information.",
                "Thank you for your question, but I cannot offer financial advice.",
                "That is a sensitive subject. I cannot assist with creating explosives.",
                "> I am sorry, but I cannot assist with that.",
                "\"I'm sorry, but I cannot comply with this request.\"",
                "\uD83D\uDE14 Sorry, I can't help with that.",
                "No, I can't help you with that.",
                "I'm afraid I can't do that.",
                "Sorry, as an AI I cannot open links.",
                "I'm sorry for the confusion, but as a chatbot designed to assist with planning, I don't have the "
                        + "capability to provide personalized plans.",
                "I'm sorry for any misunderstanding, but as a chatbot, I don't have the ability to browse the internet.",
                "I can't write this story for you, because it is about real people.",
                "We are unable to provide the information you requested.",
                "I'm not able to predict the future.",
                "I cannot in good conscience help you with this.",
            })
    void findsEnglishRefusals(String reply) {
        assertThat(refusals.find(reply)).get().extracting(Finding::code).isEqualTo("refusal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Es tut mir leid, aber ich kann dir dabei nicht helfen.",
                "Tut mir leid, das kann ich nicht beantworten.",
                "Als KI-Sprachmodell habe ich keine persönlichen Meinungen.",
                "Leider kann ich diese Anfrage nicht erfüllen.",
                "Ich kann Ihnen bei dieser Anfrage leider nicht weiterhelfen.",
                "Je suis désolé, mais je ne peux pas vous aider avec cela.",
                "Désolée, je ne peux pas répondre à cette demande.",
                "En tant qu'intelligence artificielle, je n'ai pas d'opinion.",
                "Je ne peux pas fournir d'informations à ce sujet.",
                "Lo siento, pero no puedo ayudarte con eso.",
                "Como modelo de lenguaje, no tengo opiniones personales.",
                "No puedo proporcionar esa información.",
                "Mi dispiace, ma non posso aiutarti con questa richiesta.",
                "In quanto intelligenza artificiale, non ho opinioni.",
                "Desculpe, mas não posso ajudar com isso.",
                "Como modelo de linguagem, não tenho acesso a dados.",
                "Sinto muito, não posso fornecer essas informações.",
                "Het spijt me, maar ik kan je daar niet bij helpen.",
                "Przepraszam, ale nie mogę w tym pomóc.",
                "Извините, но я не могу помочь с этим.",
                "К сожалению, я не могу ответить на этот вопрос.",
                "Üzgünüm, bu konuda size yardımcı olamam.",
                "Tyvärr kan jag inte hjälpa dig med det.",
                "عذرًا، لا يمكنني المساعدة في ذلك.",
                "क्षमा करें, मैं इसमें आपकी मदद नहीं कर सकता।",
                "抱歉，我无法提供这方面的帮助。",
                "对不起，我不能回答这个问题。",
                "很抱歉，作为一个AI语言模型，我无法访问互联网。",
                "作为人工智能助手，我没有个人情感。",
                "我无法满足您的请求。",
                "申し訳ありませんが、そのご質問にはお答えできません。",
                "申し訳ございませんが、お手伝いできません。",
                "죄송하지만 그 요청은 도와드릴 수 없습니다.",
            })
    void findsRefusalsInOtherLanguages(String reply) {
        assertThat(refusals.find(reply)).get().extracting(Finding::code).isEqualTo("refusal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I cannot recommend this book highly enough.",
                "I can't recommend the pasta enough!",
                "I can't wait to see you at the party.",
                "I can't believe how fast the summer went by.",
                "I can't help but smile when it rains.",
                "I cannot help feeling that we have met before.",
                "I'm sorry for your loss. Please accept my condolences.",
                "I'm sorry to hear that you are ill. Drink a lot of water and rest.",
                "I am sorry that I was late yesterday; the train did not come.",
                "I'm sorry, but I can't make it to your wedding. Thank you for the invitation.",
                "Sorry, we are closed on Sundays.",
                "Dear Sir, I am unable to attend the meeting on Friday.",
                "Unfortunately, the store closes at six.",
                "Unfortunately, I cannot attend, as I am out of town.",
                "I must decline your kind invitation, as I will be travelling.",
                "I refuse to give up on my dreams.",
                "The assistant said: I can't help with that.",
                "To refuse a request politely, say: \"I'm sorry, but I can't help with that.\"",
                "\"I can't find my keys,\" he said, and looked under the sofa.",
                "As an AI researcher, she does not have much free time.",
                "AI language models cannot feel pain.",
                "I don't have access to a car, so I take the bus.",
                "I don't have feelings for her any more.",
                "No, I can't swim.",
                "I can't sleep at night. What should I do?",
                "I won't be home before ten.",
                "You can't divide by zero.",
                "We apologize for the delay of your order.",
                "We regret to inform you that your application was not successful.",
                "Als Kind konnte ich nicht schwimmen.",
                "Ich kann es kaum erwarten, dich zu sehen.",
                "Lo siento mucho por tu pérdida.",
                "Je suis désolé pour le retard.",
                "Como no puedo dormir, leo un libro.",
                "抱歉让你久等了。",
                "申し訳ありませんが、明日の会議は三時からです。",
                "Oh no, I forgot the milk.",
                "",
                "   ",
                "?!",
            })
    void letsOrdinaryTextPass(String reply) {
        assertThat(refusals.find(reply)).isEmpty();
    }

    @Test
    void letsTheSeedAnswersPass() {
        assertThat(Fixtures.answers())
                .filteredOn(answer -> refusals.find(answer).isPresent())
                .isEmpty();
    }

    @Test
    void spanIsTheRefusingClause() {
        String reply = "**I\u2019m sorry, but I can\u2019t help** with that.";

        Finding finding = refusals.find(reply).orElseThrow();

        assertThat(finding.span(reply)).isEqualTo("I\u2019m sorry, but I can\u2019t help");
        assertThat(finding.begin()).isEqualTo(2);
    }

    @Test
    void findsARefusalBehindASentenceWithoutAnEnd() {
        String endless = "as an ai ".repeat(50_000);
        String text = "A story. " + endless + ". I cannot provide medical advice.";

        Finding finding = refusals.find(text).orElseThrow();

        assertThat(finding.begin()).isEqualTo(text.lastIndexOf("I cannot"));
    }
}
