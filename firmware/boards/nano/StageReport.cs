using System;
using IpaEmbedded.Ipa.Boot;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Says on the console how each stage of the driver's boot went, one line per stage.</summary>
    public sealed class StageReport : BootObserver
    {
        /// <inheritdoc/>
        public override void OnBegin(BootStage stage, bool up)
        {
        }

        /// <inheritdoc/>
        public override void OnEnd(BootStage stage, bool up, string failure, long microseconds)
        {
            string text = (up ? "up " : "down ") + stage.Name + ", " + microseconds.ToString() + " us";
            Console.WriteLine(failure == null ? text : text + ", failed: " + failure);
        }
    }
}
