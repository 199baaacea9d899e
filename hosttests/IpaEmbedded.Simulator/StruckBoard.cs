using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Qtest;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>A board with the faults of a plan: strikes when their time has come, counts what has happened, and ends them all.</summary>
internal sealed class StruckBoard : FaultObserver
{
    private readonly SimulationPlan _plan;
    private readonly int[] _counts = new int[SimulatedFaults.All.Count];
    private readonly Dictionary<FaultKind, (NamedFault Named, PlannedFault Planned)> _ofChip = [];
    private readonly List<(PlannedFault Fault, Action Strike)> _due = [];
    private readonly EventLoopTimer _wake;
    private readonly WorkItem _resume;
    private IpaDriver? _asleep;
    private InterruptLine? _taken;
    private PlannedFault? _failedMapping;
    private (IommuDomain Domain, ulong Address, ulong Size)? _mapped;
    private int _steps;
    private int _nextDue = int.MaxValue;

    public StruckBoard(SimulatedBoard board, SimulationPlan plan)
    {
        Board = board;
        _plan = plan;
        _resume = new WorkItem(Resume);
        _wake = new EventLoopTimer(board.Loop, () => board.Loop.Post(_resume));
        board.Soc.Faults.Observer = this;
        foreach (PlannedFault fault in plan.Faults)
        {
            fault.Fault.Add(this, fault);
        }
        if (plan.Faults.Any(fault => fault.Fault.IsUntrueRead))
        {
            board.Hardware.Observer = new FailingBus(board.Soc.Faults);
        }
    }

    public SimulatedBoard Board { get; }

    /// <summary>How often each fault happened, in the order of <see cref="SimulatedFaults.All"/>: one that is planned and never happens proves nothing.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Whether faults neither put the system to sleep nor remove the driver, since the life has put it to sleep itself.</summary>
    public bool KeepsAwake { get; set; }

    /// <summary>Whether a fault has removed the driver.</summary>
    public bool HasRemoved { get; private set; }

    /// <summary>Whether the hardware has not heard of everything that it was given.</summary>
    public bool HasLostDoorbells => _counts[SimulatedFaults.Find("lost-doorbell")!.Index] > 0;

    /// <summary>Puts a fault of the chip into its plan.</summary>
    public void Plan(NamedFault named, PlannedFault fault)
    {
        // From v5.0 on a driver cannot see that the hardware has not heard of its receive buffers: no source tells where the write pointer is.
        if (named.Kind == FaultKind.LostDoorbell && Board.Soc.Chip.Description.Version >= IpaVersion.V5_0)
        {
            return;
        }
        // Without the message that asks for retention nobody may take the registers away.
        if (named.Kind == FaultKind.PowerCollapse && !CanCollapse())
        {
            return;
        }
        FaultPlan plan = Board.Soc.Faults;
        named.Detail?.Set(plan, fault.Value);
        named.Plan(plan, fault.At);
        _ofChip[named.Kind] = (named, fault);
    }

    /// <summary>Has something done at the fault's step.</summary>
    public void When(PlannedFault fault, Action strike)
    {
        void Strike()
        {
            _counts[fault.Fault.Index]++;
            strike();
        }
        _due.Add((fault, Strike));
        _nextDue = Math.Min(_nextDue, fault.At);
    }

    /// <summary>Lets somebody else have an interrupt of the IPA's, from the start.</summary>
    public void TakeInterrupt(PlannedFault fault, string name)
    {
        When(fault, () => Take(name));
    }

    /// <summary>Whether what the next driver maps is to fail.</summary>
    public bool FailsMapping => _failedMapping is not null;

    /// <summary>Has something else mapped where the next driver maps.</summary>
    public void FailMapping(PlannedFault fault) => _failedMapping = fault;

    /// <summary>The driver is gone, and another one is about to be probed.</summary>
    public void BeforeProbe(IpaData data)
    {
        if (_failedMapping is not { } fault)
        {
            return;
        }
        var provider = (IommuProvider)Board.Device.Provider("iommus", "#iommu-cells", 0, IommuProvider.ProviderKind, out uint[] stream);
        _mapped = fault.Value == 0 ? (provider.Open(stream[0]), data.ImemAddress, data.ImemSize) : (provider.Open(stream[0]), Board.Soc.Map.Smem, (ulong)Board.Soc.Map.SmemSize);
        _mapped.Value.Domain.Map(_mapped.Value.Address, _mapped.Value.Address, _mapped.Value.Size);
        _counts[fault.Fault.Index]++;
    }

    /// <summary>Sends the system to sleep as work, as soon as there is none before it.</summary>
    public void Suspend(PlannedFault fault) => Board.Loop.Post(new WorkItem(() =>
    {
        if (KeepsAwake || _asleep is not null || Board.Driver is not { } driver)
        {
            return;
        }
        try
        {
            driver.SystemSuspend();
            _asleep = driver;
            _wake.Start(Math.Max(1, fault.Value));
        }
        catch (HardwareException)
        {
            // The system stays awake, as it does when a driver refuses to sleep.
        }
        Again(fault, () => Suspend(fault));
    }));

    /// <summary>Removes the driver as work, unless the system sleeps.</summary>
    public void Remove(PlannedFault fault) => Board.Loop.Post(new WorkItem(() =>
    {
        if (KeepsAwake || _asleep is not null || Board.Driver is null)
        {
            return;
        }
        try
        {
            Board.Platform.Remove(Board.Device);
            HasRemoved = true;
        }
        catch (HardwareException)
        {
            // Without power nothing is taken down, and the driver stays.
        }
    }));

    /// <summary>A step of the event loop is over.</summary>
    public void OnStep()
    {
        if (++_steps >= _nextDue)
        {
            StrikeDue();
        }
    }

    /// <summary>Ends every fault, and counts what nobody was told of.</summary>
    public void Heal()
    {
        _due.Clear();
        _nextDue = int.MaxValue;
        foreach (PlannedFault planned in _plan.Faults)
        {
            if (planned.Fault.HasHappened?.Invoke(Board, planned) == true)
            {
                _counts[planned.Fault.Index]++;
            }
        }
        _ofChip.Clear();
        Board.Soc.Heal();
        Board.Soc.Chip.Observer = null;
        _mapped?.Domain.Unmap(_mapped.Value.Address, _mapped.Value.Size);
        _mapped = null;
        _failedMapping = null;
        if (_taken is not null)
        {
            _taken.Enable();
            _taken.Free();
            _taken = null;
        }
        Wake();
    }

    /// <summary>Wakes the system up if a fault has put it to sleep.</summary>
    public void Wake()
    {
        _wake.Cancel();
        Board.Loop.Cancel(_resume);
        if (_asleep is not null)
        {
            Board.Work(Resume);
        }
    }

    /// <inheritdoc/>
    public override void OnFault(FaultKind kind, int occasion)
    {
        if (_ofChip.TryGetValue(kind, out (NamedFault Named, PlannedFault Planned) known))
        {
            _counts[known.Planned.Fault.Index]++;
            if (known.Planned.Every > 0)
            {
                known.Named.PlanFromNow(Board.Soc.Faults, known.Planned.Every);
            }
        }
    }

    private void Take(string name)
    {
        if (Board.Device.Node.IndexOfName("interrupt-names", name) >= 0 && Board.Device.Interrupt(name).Line is { IsRequested: false } line)
        {
            _taken = line;
            line.Request(() => { });
            line.Disable();
        }
    }

    private void Resume()
    {
        IpaDriver? driver = _asleep;
        _asleep = null;
        if (driver is not null && driver == Board.Driver)
        {
            driver.SystemResume();
        }
    }

    private void Again(PlannedFault fault, Action strike)
    {
        if (fault.Every > 0)
        {
            When(fault with { At = _steps + fault.Every }, strike);
        }
    }

    private void StrikeDue()
    {
        (PlannedFault Fault, Action Strike)[] now = [.. _due.Where(due => due.Fault.At <= _steps)];
        _due.RemoveAll(due => due.Fault.At <= _steps);
        _nextDue = _due.Count == 0 ? int.MaxValue : _due.Min(due => due.Fault.At);
        foreach ((_, Action strike) in now)
        {
            strike();
        }
    }

    private bool CanCollapse() => Board.Ipa.Tree.FindProperty(Board.Ipa.Tree.FindNode(Board.Ipa.Path), "qcom,qmp") >= 0;

    private sealed class FailingBus(FaultPlan faults) : RegisterObserver
    {
        public override uint OnRead(string block, uint offset, uint value) => block is "gsi" or "ipa-reg" ? faults.OnRead(value) : value;
    }
}
