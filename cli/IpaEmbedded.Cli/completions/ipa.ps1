# Completion of ipa for PowerShell: ipa completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ipa -ScriptBlock {
    param($word, $line, $cursor)
    ipa "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -and $_ -notlike ":*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
