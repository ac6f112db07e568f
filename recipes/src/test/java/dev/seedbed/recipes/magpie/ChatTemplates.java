package dev.seedbed.recipes.magpie;

import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.recipes.harness.JinjaText;

/// Chat templates as they stand in models' files.
final class ChatTemplates {
    /// SmolLM2-135M-Instruct.
    static final ChatTemplate SMOL =
            JinjaText.chat("{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
                    + "{{ '<|im_start|>system\\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face"
                    + "<|im_end|>\\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\\n' + message['content']"
                    + " + '<|im_end|>' + '\\n'}}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}");

    /// Vicuna's form: plain words.
    static final ChatTemplate VICUNA = JinjaText.chat("A chat.{% for m in messages %}"
            + "{% if m['role'] == 'user' %}{{ ' USER: ' + m['content'] }}{% else %}"
            + "{{ ' ASSISTANT: ' + m['content'] + eos_token }}{% endif %}{% endfor %}"
            + "{% if add_generation_prompt %}{{ ' ASSISTANT:' }}{% endif %}");

    /// Mistral's form: the marks of a user's turn on both its sides.
    static final ChatTemplate MISTRAL = JinjaText.chat("{{ bos_token }}{% for m in messages %}"
            + "{% if m['role'] == 'user' %}{{ '[INST] ' + m['content'] + ' [/INST]' }}{% else %}"
            + "{{ m['content'] + eos_token }}{% endif %}{% endfor %}");

    private ChatTemplates() {}
}
