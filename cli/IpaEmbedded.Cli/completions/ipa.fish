# Completion of ipa for fish: ipa completions fish | source
function __ipa_complete
    set -l line (commandline -cp)
    for item in (ipa "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null)
        switch $item
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':directories'
                __fish_complete_directories (commandline -ct)
            case '?*'
                echo $item
        end
    end
end
complete -c ipa -f -a '(__ipa_complete)'
