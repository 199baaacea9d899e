using System.Runtime.CompilerServices;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Simulator;

/// <summary>What waits is woken by something that is under way already: a queue that stands, power that nobody uses.</summary>
internal static class WakeUps
{
    /// <summary>Holds at every moment: an open interface's queue runs, or what it waits for is on its way; power without users has its end before it.</summary>
    public static string? Step(IpaDriver driver)
    {
        RuntimePower power = driver.Power;
        if (power.UsageCount < 0)
        {
            return $"the power has {power.UsageCount} users";
        }
        if (driver.Interface is { IsOpen: true } modem)
        {
            if (IsStoppedForPower(modem) && !ComesUp(power))
            {
                return "the queue waits for power that nobody switches on";
            }
            if (IsStoppedForRoom(modem) && !Watchdog(modem).IsArmed)
            {
                return "the queue waits for room and nobody looks at the ring";
            }
        }
        return IsEnabled(power) && power is { IsActive: true, UsageCount: 0 } && !Sleeps(power) && !Autosuspend(power).IsArmed && !SuspendWork(power).IsQueued
            ? "the power is on, nobody uses it, and nothing takes it away" : null;
    }

    private static bool ComesUp(RuntimePower power) =>
        IsSwitching(power) || (IsWanted(power) && IsEnabled(power) && (Sleeps(power) || Retry(power).IsArmed || ResumeWork(power).IsQueued));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stoppedForPower")]
    private static extern ref bool IsStoppedForPower(ModemInterface modem);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stoppedForRoom")]
    private static extern ref bool IsStoppedForRoom(ModemInterface modem);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_watchdog")]
    private static extern ref EventLoopTimer Watchdog(ModemInterface modem);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_switching")]
    private static extern ref bool IsSwitching(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_wanted")]
    private static extern ref bool IsWanted(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_enabled")]
    private static extern ref bool IsEnabled(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_systemSuspended")]
    private static extern ref bool Sleeps(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_autosuspend")]
    private static extern ref EventLoopTimer Autosuspend(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_retry")]
    private static extern ref EventLoopTimer Retry(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_suspendWork")]
    private static extern ref WorkItem SuspendWork(RuntimePower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_resumeWork")]
    private static extern ref WorkItem ResumeWork(RuntimePower power);
}
