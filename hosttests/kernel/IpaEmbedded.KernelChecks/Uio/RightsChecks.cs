using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>What is open stays open when root's rights are given up. The last check: nothing can be opened afterwards.</summary>
internal static class RightsChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All => [new("registers and interrupts stay when root's rights are given up, and nothing new can be opened", Dropped)];

    private static void Dropped()
    {
        using var board = new UioBoard();
        board.Edu.Raise(1);
        Expect.Equal(Privileges.Nobody, Privileges.Drop(), "the user");
        Expect.Equal(EduRegisters.Identity, board.Edu.Identification, "the identification");
        for (uint i = 2; i <= 10; i++)
        {
            board.Edu.Raise(i);
            Expect.Equal(i, board.Edu.LastStatus, "the status");
        }

        using var second = new UioBoard();
        Device device = second.Board.Platform.FindDevice(UioBoard.EduPath);
        Expect.Equal(DeviceState.Failed, device.State, "the state of a second board's device");
        Expect.Contains("Permission denied", device.Reason);
    }
}
