using IpaEmbedded.HostTests.Ipa.Behaviour;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>A part of a life in which a fault strikes, and what leads to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prepare">Leads to it, without faults.</param>
/// <param name="Act">What is done under the fault.</param>
internal sealed record SweptScenario(string Name, Action<SweptLife> Prepare, Action<SweptLife> Act)
{
    public static readonly IReadOnlyList<SweptScenario> All =
    [
        new("probe", _ => { }, life => life.Probe()),
        new("setup", life => life.Probe(), life => life.StartModem()),
        new("open", Registered, life => life.Open()),
        new("transmit", Opened, life => life.Exchange(12)),
        new("receive", Opened, life => life.Receive(24)),
        new("command", Opened, life => life.Command()),
        new("tables", Opened, life => life.Try(life.Board.Supervisor.Stop)),
        new("suspend", Opened, life => life.Board.Loop.Run(Board.Second)) { IsTeardown = true },
        new("resume", Asleep, life => life.Exchange(3)),
        new("sleep", Opened, life => life.Sleep()) { IsTeardown = true },
        new("wake", SystemAsleep, Wake),
        new("crash", Opened, Crash),
        new("crash asleep", Asleep, Crash),
        new("close", Opened, life => life.Close()) { IsTeardown = true },
        new("reopen", Closed, Reopen),
        new("restart", Stopped, Restart),
        new("remove", Opened, life => life.Remove()) { IsTeardown = true, IsEnd = true },
        new("probe again", Removed, life => life.Replug()) { IsEnd = true },
    ];

    /// <summary>Whether what is done ends within <see cref="SweptLife.TeardownMicroseconds"/>, whatever happens.</summary>
    public bool IsTeardown { get; init; }

    /// <summary>
    /// Whether no traffic follows: a modem tells only once in its life that the GSI's firmware runs and the microcontroller is loaded, so that a driver
    /// that comes later finds no partner before the whole SoC starts again.
    /// </summary>
    public bool IsEnd { get; init; }

    private static void Registered(SweptLife life)
    {
        life.Probe();
        life.StartModem();
    }

    private static void Opened(SweptLife life)
    {
        Registered(life);
        life.Open();
        life.Exchange(2);
    }

    private static void Asleep(SweptLife life)
    {
        Opened(life);
        life.Board.Loop.Run(Board.Second);
    }

    private static void SystemAsleep(SweptLife life)
    {
        Opened(life);
        life.Sleep();
    }

    private static void Closed(SweptLife life)
    {
        Opened(life);
        life.Close();
    }

    private static void Stopped(SweptLife life)
    {
        Opened(life);
        life.Try(life.Board.Supervisor.Stop);
    }

    private static void Removed(SweptLife life)
    {
        Opened(life);
        life.Remove();
        life.Try(life.Board.Supervisor.Stop);
    }

    private static void Wake(SweptLife life)
    {
        life.Wake();
        life.Exchange(2);
    }

    private static void Crash(SweptLife life)
    {
        life.Crash();
        life.Open();
        life.Exchange(2);
    }

    private static void Reopen(SweptLife life)
    {
        life.Open();
        life.Exchange(2);
    }

    private static void Restart(SweptLife life)
    {
        life.StartModem();
        life.Open();
        life.Exchange(2);
    }
}
