# Completion of ipa for bash: source <(ipa completions bash)
_ipa()
{
    local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=($(compgen -W "$(ipa "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$current"))
}
complete -o default -F _ipa ipa
