using IpaEmbedded.KernelChecks;
using IpaEmbedded.KernelChecks.Uio;

// The program of hosttests/kernel/run: it runs every check on the kernel that it is started on, one line each, and ends with the number that failed; with
// --list it prints the names alone, by which the script knows whether all have run. --uio before that are those of the machine with devices for programs.
bool isUio = args is ["--uio", ..];
Check[] checks = isUio
    ? [.. PlanChecks.All, .. EduChecks.All, .. EduInterruptChecks.All, .. EduTransferChecks.All, .. TimerChecks.All, .. RightsChecks.All]
    : [.. TreeChecks.All, .. KernelDeviceChecks.All, .. PinChecks.All, .. EdgeChecks.All, .. KernelOwnedChecks.All, .. BusChecks.All, .. ProbeChecks.All, .. ApplicationChecks.All, .. ChipChecks.All, .. ExampleChecks.All];
if (args is [.., "--list"])
{
    foreach (Check check in checks)
    {
        Console.WriteLine(check.Name);
    }

    return 0;
}

int failed = 0;
foreach (Check check in checks)
{
    string? failure = check.Run();
    Console.WriteLine(failure is null ? $"ok      {check.Name}" : $"FAILED  {check.Name}: {failure}");
    failed += failure is null ? 0 : 1;
}

return failed;
