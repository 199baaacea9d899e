#compdef ipa
# Completion of ipa for zsh: source <(ipa completions zsh)
_ipa()
{
    local -a found
    local item line="${(j: :)words[1,CURRENT-1]} ${PREFIX}"
    local files directories
    for item in "${(@f)$(ipa "[suggest:${#line}]" "${line}" 2> /dev/null)}"; do
        case $item in
            :files) files=1 ;;
            :directories) directories=1 ;;
            ?*) found+=("$item") ;;
        esac
    done
    if (( ${#found} )); then
        compadd -- "${found[@]}"
    fi
    if [[ -n $files ]]; then
        _files
    elif [[ -n $directories ]]; then
        _files -/
    fi
}
compdef _ipa ipa
