#compdef ipa
# Completion of ipa for zsh: source <(ipa completions zsh)
_ipa()
{
    local -a found
    found=("${(@f)$(ipa "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then
        compadd -- "${found[@]}"
    fi
    _files
}
compdef _ipa ipa
