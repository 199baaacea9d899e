using System.Collections;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>What buses of both kinds share: their chips by address or chip select, the numbers that the tree has, and the transfers so far.</summary>
internal sealed class BusChips
{
    internal readonly string NodePath;
    internal int TransferCount;
    internal int FailTransfer;
    private readonly EventLoop _loop;
    private readonly BoardSanitizer _breaches;
    private readonly string _words;
    private readonly string _format;
    private readonly ArrayList _chips = new ArrayList();
    private readonly bool[] _expected;

    /// <summary>The chips of a bus with so many numbers; words and format make "transfer to address 0x48" of one.</summary>
    internal BusChips(string nodePath, EventLoop loop, BoardSanitizer breaches, int numbers, string words, string format)
    {
        NodePath = nodePath;
        _loop = loop;
        _breaches = breaches;
        _expected = new bool[numbers];
        _words = words;
        _format = format;
    }

    internal void Attach(SimulatedChip chip)
    {
        SimulatedChip old = Find(chip.PlaceOnBus);
        if (old != null) { _chips.Remove(old); }
        _chips.Add(chip);
        chip.Join(NodePath, _loop, _breaches);
    }

    internal void Detach(SimulatedChip chip)
    {
        _chips.Remove(chip);
    }

    internal SimulatedChip Find(int number)
    {
        for (int i = 0; i < _chips.Count; i++)
        {
            SimulatedChip chip = (SimulatedChip)_chips[i];
            if (chip.PlaceOnBus == number) { return chip; }
        }
        return null;
    }

    /// <summary>Notes that a node of the tree has a number, whether its chip is simulated or not.</summary>
    internal void Expect(int number)
    {
        _expected[number & (_expected.Length - 1)] = true;
    }

    /// <summary>Counts a transfer; true when it is the one that a test wants to fail.</summary>
    internal bool Begin(int number)
    {
        TransferCount++;
        if (_loop.Context == EventLoopContext.Interrupt || _loop.Context == EventLoopContext.Poll)
        {
            _breaches.Report(BoardRule.TransferInInterrupt, NodePath, Text(number) + " from " + (_loop.Context == EventLoopContext.Poll ? "a poll" : "an interrupt's or timer's handler"));
        }
        return FailTransfer > 0 && --FailTransfer == 0;
    }

    /// <summary>The chip that a transfer reaches: one that is there and has power; null when nobody answers.</summary>
    internal SimulatedChip Reach(int number)
    {
        SimulatedChip chip = Find(number);
        if (chip != null) { return chip.IsReady(this) ? chip : null; }
        if (!_expected[number & (_expected.Length - 1)]) { _breaches.Report(BoardRule.AbsentChip, NodePath, Text(number) + ", which no node of the bus has"); }
        return null;
    }

    /// <summary>A transfer in words, for reports only.</summary>
    internal string Text(int number)
    {
        return _words + number.ToString(_format);
    }
}
