# Completion of ipa for bash: source <(ipa completions bash)
_ipa()
{
    local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" word cut item file
    word="${line##*[[:space:]]}"
    # A sign at which bash breaks words is a word of its own.
    [[ ${#current} == 1 && "$COMP_WORDBREAKS" == *"$current"* ]] && current=
    cut="${word%"$current"}"
    COMPREPLY=()
    while IFS= read -r item; do
        case $item in
            :files | :directories)
                compopt -o filenames 2> /dev/null
                while IFS= read -r file; do
                    COMPREPLY+=("$file")
                done < <(if [[ $item == :files ]]; then compgen -f -- "$current"; else compgen -d -- "$current"; fi)
                ;;
            *=)
                compopt -o nospace 2> /dev/null
                COMPREPLY+=("${item#"$cut"}")
                ;;
            ?*)
                COMPREPLY+=("${item#"$cut"}")
                ;;
        esac
    done < <(ipa "[suggest:${#line}]" "$line" 2> /dev/null)
}
complete -F _ipa ipa
