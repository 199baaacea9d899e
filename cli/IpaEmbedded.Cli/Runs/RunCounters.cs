using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Runs;

/// <summary>Counters of an interface or a channel at the end of a run.</summary>
public sealed record RunCounters(string Group, IReadOnlyList<(string Name, ulong Value)> Values)
{
    /// <summary>The counters of a board, under the names of <see cref="BoardStatus"/>; none of a driver that is not bound.</summary>
    public static IReadOnlyList<RunCounters> Of(SimulatedBoard board)
    {
        var groups = new List<RunCounters>();
        if (board.Driver is not { } driver)
        {
            return groups;
        }
        groups.Add(new RunCounters(ModemInterface.Name, [.. BoardStatus.Of(driver.Interface.Counters), .. BoardStatus.QueueOf(driver.Interface.Counters)]));
        if (board.Rmnet is { } rmnet)
        {
            groups.Add(new RunCounters("rmnet0", BoardStatus.Of(rmnet.Counters)));
            groups.Add(new RunCounters("rmnet0 checksums", BoardStatus.Of(rmnet.Checksums)));
        }
        foreach (EndpointData endpoint in driver.Data.Endpoints)
        {
            if (BoardStatus.ChannelOf(driver, endpoint) is GsiChannel channel)
            {
                groups.Add(new RunCounters($"channel {endpoint.Channel}, {EndpointName.Of(endpoint.Name)}", BoardStatus.Of(channel.Counters)));
            }
        }
        return groups;
    }
}
