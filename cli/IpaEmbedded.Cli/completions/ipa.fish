# Completion of ipa for fish: ipa completions fish | source
complete -c ipa -a '(ipa "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
