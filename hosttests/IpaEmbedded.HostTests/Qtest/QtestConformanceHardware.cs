using System.Globalization;
using System.Text;
using IpaEmbedded.Conformance;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>The chip of a conformance run in another process: our driver here, its hardware behind the socket.</summary>
public sealed class QtestConformanceHardware : ConformanceHardware
{
    private readonly QtestHardware _hardware;

    /// <summary>Takes over a connection to a machine that acts at once.</summary>
    public QtestConformanceHardware(QtestConnection connection, SocMap map, int sharedMemoryBytes, int ramBytes = QtestMachine.DefaultRamBytes)
    {
        _hardware = new QtestHardware(connection);
        Loop = new EventLoop(new QtestTime(_hardware));
        connection.Execute("chip_firmware 1");
        IpaLine = new InterruptLine(Loop, "ipa", false);
        GsiLine = new InterruptLine(Loop, "gsi", false);
        _hardware.Connect(map.IpaInterrupt, IpaLine.SetLevel);
        _hardware.Connect(map.GsiInterrupt, GsiLine.SetLevel);
        Ipa = new QtestRegisterBlock(_hardware, map.IpaRegisters);
        Gsi = new QtestRegisterBlock(_hardware, map.GsiRegisters);
        SharedMemory = _hardware.Mirror.AddDeviceMemory(map.SharedMemory, sharedMemoryBytes);
        Heap = new NamedHeap(new QtestHeap(_hardware.Mirror, QtestMachine.RamAddress, (ulong)ramBytes), Buffers);
    }

    public override EventLoop Loop { get; }

    public override DmaHeap Heap { get; }

    public override FakeMemory Buffers { get; } = new();

    public override RegisterBlock Ipa { get; }

    public override RegisterBlock Gsi { get; }

    public override DmaMemory SharedMemory { get; }

    public override InterruptLine IpaLine { get; }

    public override InterruptLine GsiLine { get; }

    public override string Violations
    {
        get
        {
            string[] answer = _hardware.Connection.Execute("chip_violations").Split(' ');
            return answer.Length > 1 ? Encoding.UTF8.GetString(Convert.FromBase64String(answer[1])) : "";
        }
    }

    public override void SetPowered(bool powered) => _hardware.Execute(powered ? "chip_power 1" : "chip_power 0");

    public override void BeginStep(string name) => _hardware.Connection.Execute("chip_stage " + name);

    public override void StopAgain(int count) => Execute($"chip_stop_again {count}");

    public override void RetryGeneric(uint opcode, int count) => Execute($"chip_generic_retry {opcode} {count}");

    public override void Hold(int channel, bool hold) => Execute($"chip_hold {channel} {(hold ? 1 : 0)}");

    public override void Deliver(int endpoint, byte[] data) => Execute($"chip_downlink {endpoint} {Convert.ToBase64String(data)}");

    public override void RaiseSuspend(int endpoint) => Execute($"chip_suspend {endpoint}");

    public override void FinishMicrocontroller() => Execute($"chip_microcontroller_ready");

    public override void RaiseMicrocontrollerEvent(byte value) => Execute($"chip_microcontroller_event {value} 0");

    private void Execute(FormattableString command) => _hardware.Execute(command.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tells the names of buffers to whoever writes traces.</summary>
    private sealed class NamedHeap(DmaHeap inner, FakeMemory names) : DmaHeap
    {
        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            DmaMemory memory = inner.Allocate(label, size, alignment);
            names.AddRegion(label, memory);
            return memory;
        }

        public override void Free(DmaMemory memory)
        {
            names.RemoveRegion(memory);
            inner.Free(memory);
        }
    }
}
